import { describe, expect, test } from 'vitest'
import type { NewDelivery } from '@/lib/domain/store'
import { newId, start } from '@/lib/store/store-fixtures'
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
      const { scope } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const { deliveries } = store()
      await deliveries.claimDue(scope, start, 1, 30_000)
      await deliveries.keepBody(scope, delivery.id, '{"event":"call_started"}')
      await deliveries.keepBody(scope, delivery.id, '{"event":"another"}')
      const failure = { at: start, status: 503, error: 'HTTP 503', nextAttemptAt: start + 5000 }
      await deliveries.markFailed(scope, delivery.id, failure)
      const [retried] = await deliveries.claimDue(scope, start + 5000, 1, 30_000)
      expect(retried).toMatchObject({ attempts: 1, body: '{"event":"call_started"}' })
      await deliveries.markDelivered(scope, delivery.id, start + 5001, 204)
      expect(await deliveries.claimDue(scope, start + 900_000, 1, 30_000)).toEqual([])
    })

    test('a delivery that was given up is not tried again', async () => {
      const delivery = deliveryAt(start)
      const { scope } = await startTalk(store(), { change: { deliveries: [delivery] } })
      const failure = { at: start, status: null, error: 'refused', nextAttemptAt: null }
      await store().deliveries.markFailed(scope, delivery.id, failure)
      expect(await store().deliveries.claimDue(scope, start + 900_000, 1, 30_000)).toEqual([])
    })
  })
}
