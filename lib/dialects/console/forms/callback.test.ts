import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewDelivery } from '@/lib/domain/delivery-store'
import { tenant } from '@/lib/domain/scope'
import { startReceiver } from '@/test/receiver'
import { contactForm, forms, formsConsole, secret, tenantId } from './test-forms'

const callback = `${forms}/42/callback`

async function withReceiver(status = 204, isAllowed = true) {
  const receiver = await startReceiver((_, response) => {
    response.statusCode = status
    response.end(status === 204 ? '' : 'no longer')
  })
  onTestFinished(() => receiver.close())
  const kit = await formsConsole({ egressAllow: isAllowed ? [`127.0.0.1:${receiver.port}`] : [] })
  await kit.call('POST', forms, { document: contactForm({ callback_url: `${receiver.url}/hook?key=k` }) })
  return { ...kit, receiver }
}

describe('200', () => {
  test('the callback is shown with its secret, and enabled again after a receiver has left', async () => {
    const { call, store, receiver } = await withReceiver()
    const url = `${receiver.url}/hook?key=k`
    expect((await call('GET', callback)).body).toEqual({ url, secret, disabled_at: null, disabled_why: null })
    await store.forms.setCallbackDisabled(tenant(tenantId), tenantId, 42, { at: 0, why: 'HTTP 410' })
    const disabled = { disabled_at: '1970-01-01T00:00:00.000Z', disabled_why: 'HTTP 410' }
    expect((await call('GET', callback)).body).toMatchObject(disabled)
    expect((await call('POST', `${callback}/enable`)).status).toBe(204)
    expect((await call('GET', callback)).body).toMatchObject({ disabled_at: null, disabled_why: null })
  })

  test('a test callback arrives, signed, and bears no answers', async () => {
    const { call, receiver } = await withReceiver()
    const { body } = await call('POST', `${callback}/test`)
    expect(body).toMatchObject({ delivered: true, status: 204, error: null, id: expect.stringMatching(/^test_/) })
    const [seen] = receiver.received
    expect(seen?.headers['webhook-id']).toBe(body.id)
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      field_parsed_answers: { name: null, email: null, phone: null },
      source_id: null,
    })
  })

  test('what the receiver says is told; a private address is not asked', async () => {
    const refusing = await withReceiver(410)
    const told = (await refusing.call('POST', `${callback}/test`)).body
    expect(told).toMatchObject({ delivered: false, status: 410, answer: 'no longer', error: 'HTTP 410' })
    const guarded = await withReceiver(204, false)
    const kept = (await guarded.call('POST', `${callback}/test`)).body
    expect(kept).toMatchObject({ delivered: false, status: null, error: expect.stringMatching(/./) })
    expect(guarded.receiver.received).toEqual([])
  })
})

test('the signature of a test callback verifies as Standard Webhooks say', async () => {
  const { call, receiver, clock } = await withReceiver()
  clock.advance(Date.now() - clock.now())
  await call('POST', `${callback}/test`)
  const { body, headers } = receiver.received[0] ?? { body: '', headers: {} }
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  expect(new Webhook(secret).verify(body, sent)).toMatchObject({ source_id: null })
})

test('409: a form without callback_url has nobody to try', async () => {
  const { call } = await formsConsole()
  await call('POST', forms, { document: contactForm() })
  expect((await call('POST', `${callback}/test`)).status).toBe(409)
})

describe('deliveries', () => {
  const deliveryOf = (createdAt: number, change: Partial<NewDelivery> = {}): NewDelivery => ({
    ...{ id: randomUUID(), kind: 'callback', event: 'form_completed', url: 'https://crm.example/hook?key=k' },
    ...{ workflow: null, body: '{"secret":1}', createdAt, ...change },
  })

  async function withDeliveries() {
    const kit = await withReceiver()
    const now = kit.clock.now()
    const sent = [
      deliveryOf(now + 1),
      deliveryOf(now + 2),
      deliveryOf(now + 3, { kind: 'webhook', event: 'call_ended' }),
    ]
    const conversationId = await kit.answered({}, {}, sent)
    const scope = tenant(tenantId)
    await kit.store.deliveries.markDelivered(scope, sent[0]?.id ?? '', { at: now + 9, status: 200, ms: 4 })
    const failure = { at: now + 9, status: 503, error: 'HTTP 503', ms: 4, nextAttemptAt: null }
    await kit.store.deliveries.markFailed(scope, sent[1]?.id ?? '', failure)
    const list = async (query = '') => (await kit.call('GET', `/api/admin/deliveries${query}`)).body
    return { ...kit, ids: sent.map(({ id }) => id), conversationId, list }
  }
  const idsOf = ({ deliveries }: { deliveries: { id: string }[] }) => deliveries.map(({ id }) => id)

  test('200: are listed newest first without what they carry, and filtered', async () => {
    const { list, ids, conversationId, call } = await withDeliveries()
    const [first, second, third] = ids
    const all = await list()
    expect(idsOf(all)).toEqual([third, second, first])
    expect(all.deliveries[1]).toMatchObject({
      ...{
        kind: 'callback',
        event: 'form_completed',
        url: 'https://crm.example/hook',
        conversation_id: conversationId,
      },
      ...{ status: 'dead', attempts: 1, last_status: 503, last_error: 'HTTP 503', next_attempt_at: null },
    })
    expect(JSON.stringify(all)).not.toMatch(/secret|key=k/)
    expect(idsOf(await list('?status=dead'))).toEqual([second])
    expect(idsOf(await list('?status=delivered'))).toEqual([first])
    expect(idsOf(await list('?kind=webhook'))).toEqual([third])
    expect(idsOf(await list('?form_id=42&limit=2'))).toEqual([third, second])
    const { next } = await list('?limit=2')
    expect(idsOf(await list(`?limit=2&before=${next}`))).toEqual([first])
    await call('POST', forms, { document: contactForm({ id: 7 }) })
    expect(idsOf(await list('?form_id=7'))).toEqual([])
    expect((await call('GET', '/api/admin/deliveries?form_id=8')).status).toBe(404)
  })

  test('202: a dead one goes out once more under its own id', async () => {
    const { call, list, ids, store, clock } = await withDeliveries()
    expect((await call('POST', `/api/admin/deliveries/${ids[1]}/redeliver`)).status).toBe(202)
    expect(idsOf(await list('?status=pending'))).toContain(ids[1])
    const due = await store.deliveries.claimDue(tenant(tenantId), clock.now() + 10, 10, 1000)
    expect(due.map(({ id }) => id)).toContain(ids[1])
  })

  test('404: one that waits already, another tenant’s, and one that is not there', async () => {
    const { call, ids } = await withDeliveries()
    const redeliver = async (id: string | undefined, key?: string) =>
      (await call('POST', `/api/admin/deliveries/${id}/redeliver`, undefined, { ...(key && { key }) })).status
    expect(await redeliver(ids[2])).toBe(404)
    expect(await redeliver(ids[1], 'the-key-of-others')).toBe(404)
    expect(await redeliver(randomUUID())).toBe(404)
  })
})
