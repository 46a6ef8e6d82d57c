import { describe, expect, test } from 'vitest'
import { type DeliveryFilter, mostTries, type NewDelivery } from '@/lib/domain/delivery-store'
import { agentId, newId, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { startTalk } from '@/lib/store/suite/talk'

function deliveryAt(createdAt: number, body: string | null = null): NewDelivery {
  const url = 'https://hooks.example.org/calls'
  return { id: newId(), kind: 'webhook', event: 'call_started', url, workflow: 'a@1', body, createdAt }
}

export function deliverySuite({ store }: SuiteSetup): void {
  describe('deliveries', () => {
    test('what a commit queued is due at once, in order, and held by who claims it', async () => {
      const [second, first] = [deliveryAt(start + 1000), deliveryAt(start)]
      const { scope, tenantId, id } = await startTalk(store(), { change: { deliveries: [second, first] } })
      const { deliveries } = store()
      expect(await deliveries.claimDue(scope, start - 1, 10, 30_000)).toEqual([])
      const claimed = await deliveries.claimDue(scope, start + 1000, 10, 30_000)
      expect(claimed).toEqual(
        [first, second].map((delivery) => ({ ...delivery, tenantId, conversationId: id, attempts: 0 })),
      )
      expect(await deliveries.claimDue(scope, start + 1000, 10, 30_000)).toEqual([])
      expect(await deliveries.claimDue(scope, start + 31_000, 10, 30_000)).toHaveLength(2)
    })

    test('no delivery is claimed by two at once', async () => {
      const queued = Array.from({ length: 8 }, () => deliveryAt(start))
      const { scope } = await startTalk(store(), { change: { deliveries: queued } })
      const claims = await Promise.all(
        Array.from({ length: 4 }, () => store().deliveries.claimDue(scope, start, 8, 30_000)),
      )
      expect(
        claims
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(queued.map(({ id }) => id).sort())
    })

    test('the first body is kept, and every try counts until it is delivered', async () => {
      const delivery = deliveryAt(start)
      const { scope, tenantId } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const { deliveries } = store()
      await deliveries.claimDue(scope, start, 1, 30_000)
      await deliveries.keepBody(scope, delivery.id, '{"event":"call_started"}')
      await deliveries.keepBody(scope, delivery.id, '{"event":"another"}')
      const failure = { at: start, status: 503, error: 'HTTP 503', ms: 12, nextAttemptAt: start + 5000 }
      await deliveries.markFailed(scope, delivery.id, failure)
      const [retried] = await deliveries.claimDue(scope, start + 5000, 1, 30_000)
      expect(retried).toMatchObject({ attempts: 1, body: '{"event":"call_started"}' })
      await deliveries.markDelivered(scope, delivery.id, { at: start + 5001, status: 204, ms: 7 })
      expect(await deliveries.claimDue(scope, start + 900_000, 1, 30_000)).toEqual([])
      expect(await deliveries.redeliver(scope, delivery.id, start + 6000)).toBe(true)
      const [listed] = await deliveries.listDeliveries(scope, { tenantId, limit: 1 })
      expect(listed?.tries).toEqual([
        { at: start, status: 503, error: 'HTTP 503', ms: 12 },
        { at: start + 5001, status: 204, error: null, ms: 7 },
      ])
    })

    test('of many tries the newest are kept', async () => {
      const delivery = deliveryAt(start)
      const { scope, tenantId } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const { deliveries } = store()
      const failure = { status: null, error: 'refused', ms: 1, nextAttemptAt: start }
      for (let round = 0; round <= mostTries; round += 1)
        await deliveries.markFailed(scope, delivery.id, { ...failure, at: start + round })
      const [listed] = await deliveries.listDeliveries(scope, { tenantId, limit: 1 })
      expect([listed?.attempts, listed?.tries.length, listed?.tries[0]?.at]).toEqual([
        ...[mostTries + 1, mostTries, start + 1],
      ])
    })

    test('a delivery that was given up is not tried again', async () => {
      const delivery = deliveryAt(start)
      const { scope } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const failure = { at: start, status: null, error: 'refused', ms: 0, nextAttemptAt: null }
      await store().deliveries.markFailed(scope, delivery.id, failure)
      expect(await store().deliveries.claimDue(scope, start + 900_000, 1, 30_000)).toEqual([])
    })

    test('are listed newest first, with how they have fared', async () => {
      const [sent, given, waiting] = [deliveryAt(start), deliveryAt(start + 1), deliveryAt(start + 2)]
      const { scope, tenantId, id } = await startTalk(store(), { change: { deliveries: [sent, given, waiting] } })
      const { deliveries } = store()
      await deliveries.markDelivered(scope, sent.id, { at: start + 10, status: 204, ms: 7 })
      const failure = { at: start + 11, status: 410, error: 'HTTP 410', ms: 8, nextAttemptAt: null }
      await deliveries.markFailed(scope, given.id, failure)
      const fared = { tenantId, conversationId: id, lastStatus: null, lastError: null, deliveredAt: null }
      const rows = [
        { ...waiting, ...fared, tries: [], status: 'pending', attempts: 0, nextAttemptAt: start + 2 },
        {
          ...{ ...given, ...fared, status: 'dead', attempts: 1, nextAttemptAt: null },
          ...{ lastStatus: 410, lastError: 'HTTP 410' },
          tries: [{ at: start + 11, status: 410, error: 'HTTP 410', ms: 8 }],
        },
        {
          ...{ ...sent, ...fared, status: 'delivered', attempts: 1, nextAttemptAt: null },
          ...{ lastStatus: 204, deliveredAt: start + 10 },
          tries: [{ at: start + 10, status: 204, error: null, ms: 7 }],
        },
      ]
      expect(await deliveries.listDeliveries(scope, { tenantId, limit: 10 })).toEqual(rows)
      const before = { createdAt: waiting.createdAt, id: waiting.id }
      expect(await deliveries.listDeliveries(scope, { tenantId, limit: 1, before })).toEqual([rows[1]])
    })

    test('a list may be of one agent, conversation, kind or status', async () => {
      const [hook, callback] = [deliveryAt(start), { ...deliveryAt(start + 1), kind: 'callback' as const }]
      const talk = await startTalk(store(), { change: { deliveries: [hook, callback] } })
      const { scope, tenantId } = talk
      const ids = async (filter: Partial<DeliveryFilter>) =>
        (await store().deliveries.listDeliveries(scope, { tenantId, limit: 10, ...filter })).map(({ id }) => id)
      expect(await ids({ kind: 'callback' })).toEqual([callback.id])
      expect(await ids({ status: 'dead' })).toEqual([])
      expect(await ids({ agentId })).toEqual([callback.id, hook.id])
      expect(await ids({ agentId: newId() })).toEqual([])
      expect(await ids({ conversationId: talk.id })).toEqual([callback.id, hook.id])
      expect(await ids({ conversationId: newId() })).toEqual([])
    })

    test('what was given up or has arrived is sent again under its id, and what waits is left alone', async () => {
      const delivery = deliveryAt(start, '{}')
      const { scope, tenantId } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const { deliveries } = store()
      expect(await deliveries.redeliver(scope, delivery.id, start)).toBe(false)
      const failure = { at: start, status: null, error: 'refused', ms: 0, nextAttemptAt: null }
      await deliveries.markFailed(scope, delivery.id, failure)
      expect(await deliveries.redeliver(scope, delivery.id, start + 5000)).toBe(true)
      expect(await deliveries.listDeliveries(scope, { tenantId, limit: 1 })).toMatchObject([
        { status: 'pending', attempts: 0, nextAttemptAt: start + 5000 },
      ])
      expect(await deliveries.claimDue(scope, start + 4999, 10, 1)).toEqual([])
      expect(await deliveries.claimDue(scope, start + 5000, 10, 1)).toMatchObject([{ id: delivery.id, body: '{}' }])
      expect(await deliveries.redeliver(scope, newId(), start)).toBe(false)
    })
  })
}
