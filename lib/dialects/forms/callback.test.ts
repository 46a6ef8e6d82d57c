import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test } from 'vitest'
import { tenant } from '@/lib/domain/scope'
import { createDeliveryLoop } from '@/lib/jobs/delivery-loop'
import { createEgress } from '@/lib/tools/guarded-http'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { type Received, type Receiver, startReceiver } from '@/test/receiver'
import { silentLog } from '@/test/silent-log'
import { addForm, formsApi, idIn } from './test-forms'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const scope = tenant(demoTenantId)
const open: Receiver[] = []

afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})

type Answer = (request: Received, response: ServerResponse) => void

/** Form 7, whose completions are told to a receiver, and the loop that tells them. */
async function withCallback(answer: Answer = (_, response) => response.end(), allow = ['127.0.0.1']) {
  const api = await formsApi()
  const { store, clock, workflows } = api
  const receiver = await startReceiver(answer)
  open.push(receiver)
  const fields = ['name', 'city'].map((id) => ({ id, type: 'text', label: id, question: `Your ${id}?` }))
  await addForm(store, 7, { fields, callback_url: `${receiver.url}/told` })
  const loop = createDeliveryLoop({
    ...{ store: store.deliveries, conversations: store.conversations, forms: store.forms, workflows, clock },
    ...{ egress: createEgress({ allow, log: silentLog }), log: silentLog },
    ...{ callbackSecret: () => secret, random: () => 0 },
  })

  async function complete(id?: number) {
    const talk = id === undefined ? await api.started(7) : api.communication(id, 7)
    await talk.answers('name', 'John Doe')
    return talk.answers('city', 'Bern')
  }

  /** As the loop looks while this much time passes. */
  async function passes(ms: number) {
    for (const until = clock.now() + ms; clock.now() < until; clock.advance(minute)) await loop.runOnce()
  }

  const form = () => store.forms.findForm(scope, demoTenantId, 7)
  return { ...api, ...{ receiver, loop, complete, passes, form } }
}

function verified({ body, headers }: Received): unknown {
  const text = (name: string) => String(headers[name])
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  // The receiver's clock is the test's: only the signature is looked at.
  const sentAt = new Date(Number(text('webhook-timestamp')) * 1000)
  expect(new Webhook(secret).sign(text('webhook-id'), sentAt, body)).toBe(text('webhook-signature'))
  expect(names.every((name) => name in headers)).toBe(true)
  return JSON.parse(body)
}

describe('a completion', () => {
  test('is told with all answers and the source’s id, signed', async () => {
    const box = await withCallback()
    const { body } = await box.prepare({ form_fields_id: 7, source_id: 'CRM-555' })
    await box.complete(idIn(body.url))
    await box.loop.runOnce()
    const [request] = box.receiver.received
    if (!request) throw new Error('Nothing was told')
    expect([request.method, request.path]).toEqual(['POST', '/told'])
    expect(verified(request)).toEqual({
      field_parsed_answers: { name: 'John Doe', city: 'Bern' },
      source_id: 'CRM-555',
    })
    const [delivery] = await box.callbacks()
    expect(request.headers['webhook-id']).toBe(delivery?.id)
    expect(Number(request.headers['webhook-timestamp'])).toBe(Math.floor(box.clock.now() / 1000))
    expect(delivery).toMatchObject({ status: 'delivered', lastStatus: 200 })
  })

  test('without a source is told with null', async () => {
    const box = await withCallback()
    await box.complete()
    await box.loop.runOnce()
    expect(JSON.parse(box.receiver.received[0]?.body ?? '{}').source_id).toBeNull()
  })

  test('after a reset is another one, with an id of its own and what was said then', async () => {
    const box = await withCallback()
    const { body } = await box.complete()
    const talk = box.communication(body.communication_id, 7)
    await talk.again({ reset: true })
    await talk.answers('name', 'Jane Roe')
    await talk.answers('city', 'Basel')
    await box.loop.runOnce()
    const told = box.receiver.received.map(({ body }) => JSON.parse(body).field_parsed_answers.name)
    expect(told).toEqual(['John Doe', 'Jane Roe'])
    expect(new Set(box.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  })

  test('is not told of what was not completed', async () => {
    const box = await withCallback()
    const talk = await box.started(7)
    await talk.answers('name', 'John Doe')
    await box.loop.runOnce()
    expect(box.receiver.received).toEqual([])
  })

  test('does not make its visitor wait for a receiver that hangs', async () => {
    const arrived = Promise.withResolvers<ServerResponse>()
    const box = await withCallback((_, response) => arrived.resolve(response))
    await box.complete()
    const telling = box.loop.runOnce()
    const hanging = await arrived.promise
    expect(await box.complete()).toMatchObject({ status: 200, body: { field_id: null } })
    hanging.end()
    await telling
  })
})

describe('a receiver', () => {
  test('that is down for an hour gets every callback, each with the id of its first try', async () => {
    let isDown = true
    const box = await withCallback((_, response) => {
      response.statusCode = isDown ? 503 : 200
      response.end()
    })
    const completions = 5
    for (let count = 0; count < completions; count += 1) await box.complete()
    const ids = (await box.callbacks()).map(({ id }) => id).sort()
    await box.passes(hour)
    isDown = false
    const before = box.receiver.received.length
    await box.passes(3 * hour)
    const told = box.receiver.received.slice(before)
    expect(told.map(({ headers }) => headers['webhook-id']).sort()).toEqual(ids)
    expect(new Set(box.receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(ids))
    for (const id of ids)
      expect(
        new Set(box.receiver.received.filter(({ headers }) => headers['webhook-id'] === id).map(({ body }) => body))
          .size,
      ).toBe(1)
    for (const request of box.receiver.received) verified(request)
    expect((await box.callbacks()).map(({ status }) => status)).toEqual(ids.map(() => 'delivered'))
  })

  test('that never answers is given up after about three days, and sent to again when somebody says so', async () => {
    let isDown = true
    const box = await withCallback((_, response) => {
      response.statusCode = isDown ? 500 : 204
      response.end()
    })
    await box.complete()
    const state = async () => (await box.callbacks())[0]
    for (let hours = 0; hours < 60; hours += 1) {
      await box.loop.runOnce()
      box.clock.advance(hour)
    }
    expect((await state())?.status).toBe('pending')
    for (let hours = 0; hours < 24; hours += 1) {
      await box.loop.runOnce()
      box.clock.advance(hour)
    }
    expect(await state()).toMatchObject({ status: 'dead', lastStatus: 500 })
    isDown = false
    const delivery = await state()
    await box.store.deliveries.redeliver(scope, delivery?.id ?? '', box.clock.now())
    await box.loop.runOnce()
    expect(await state()).toMatchObject({ id: delivery?.id, status: 'delivered' })
    expect(box.receiver.received.at(-1)?.headers['webhook-id']).toBe(delivery?.id)
  })

  test('that asks for time gets it', async () => {
    let tries = 0
    const box = await withCallback((_, response) => {
      tries += 1
      if (tries === 1) response.writeHead(429, { 'retry-after': '7200' })
      response.end()
    })
    await box.complete()
    await box.passes(hour + 59 * minute)
    expect(tries).toBe(1)
    await box.passes(2 * minute)
    expect(tries).toBe(2)
  })

  test('that is gone turns the form’s callback off, for what waits too, until it is turned on again', async () => {
    let isGone = true
    const box = await withCallback((_, response) => {
      response.statusCode = isGone ? 410 : 200
      response.end()
    })
    await box.complete()
    await box.loop.runOnce()
    expect(await box.form()).toMatchObject({ callbackDisabledAt: box.clock.now(), callbackDisabledWhy: 'HTTP 410' })
    box.clock.advance(minute)
    await box.complete()
    await box.passes(3 * minute)
    expect(box.receiver.received).toHaveLength(1)
    const fared = (await box.callbacks()).map(({ status, lastError }) => [status, lastError])
    expect(fared).toEqual([
      ['dead', 'callback disabled'],
      ['dead', 'HTTP 410'],
    ])
    isGone = false
    await box.store.forms.setCallbackDisabled(scope, demoTenantId, 7, null)
    for (const { id } of await box.callbacks()) await box.store.deliveries.redeliver(scope, id, box.clock.now())
    await box.loop.runOnce()
    expect((await box.callbacks()).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  })

  test('at a private address is not sent to', async () => {
    const box = await withCallback(undefined, [])
    expect(await box.complete()).toMatchObject({ status: 200, body: { field_id: null } })
    await box.passes(day / 24)
    expect(box.receiver.received).toEqual([])
    expect((await box.callbacks())[0]).toMatchObject({ lastStatus: null, lastError: expect.any(String) })
  })
})
