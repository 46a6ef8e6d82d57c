import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { NewDelivery } from '@/lib/domain/delivery-store'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import { platform, tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { newId, openingOf, start } from '@/lib/store/store-fixtures'
import { createEgress } from '@/lib/tools/guarded-http'
import { ends, flow, says } from '@/test/flow'
import { movableClock } from '@/test/movable-clock'
import { type Received, type Receiver, startReceiver } from '@/test/receiver'
import { silentLog } from '@/test/silent-log'
import { createDeliveryLoop } from './delivery-loop'

const tenantId = '7d6a8e52-0f6e-4a51-9c55-2b8f2d1c9a01'
const minute = 60_000
const hour = 60 * minute
const open: Receiver[] = []

afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})

type Answer = (request: Received, response: ServerResponse, clock: ReturnType<typeof movableClock>) => void

/** A server's outbox with one conversation, a receiver, and the loop between them. */
async function outbox(options: { answer?: Answer; auth?: JsonObject; retry?: JsonObject; opening?: string } = {}) {
  const clock = movableClock(start)
  const receiver = await startReceiver((request, response) =>
    options.answer ? options.answer(request, response, clock) : response.end(),
  )
  open.push(receiver)
  const webhook = {
    enabled: true,
    url: `${receiver.url}/hook`,
    events: ['call_started', 'call_ended'],
    ...(options.auth ? { auth: options.auth } : {}),
    ...(options.retry ? { retry: options.retry } : {}),
  }
  const workflow: Workflow = flow([says('greeting', 'Hi'), ends()], { webhook })
  const store = createMemoryStore(clock)
  const workflows = {
    async find(_: string, agentId: string) {
      if (agentId !== workflow.agentId) throw new AppError('NOT_FOUND', 'Agent not found')
      return { workflow, isActive: true }
    },
  }
  const ports = {
    ...{ store: store.deliveries, conversations: store.conversations, forms: store.forms, workflows },
    ...{ clock, log: silentLog, callbackSecret: () => 'whsec_bm90IHVzZWQgaGVyZQ==' },
    egress: createEgress({ allow: ['127.0.0.1'], log: silentLog }),
    random: () => 0,
  }
  const loop = createDeliveryLoop(ports)
  return {
    ...{ clock, receiver, store, workflow, loop },
    another: () => createDeliveryLoop(ports),
    webhook: (event: string): NewDelivery => ({
      ...{ id: newId(clock.now()), kind: 'webhook', event, url: webhook.url, workflow: workflow.key },
      ...{ body: null, createdAt: clock.now() },
    }),
    action: (body: string): NewDelivery => ({
      ...{ id: newId(clock.now()), kind: 'action', event: 'greeting', url: `${receiver.url}/action`, workflow: null },
      ...{ body, createdAt: clock.now() },
    }),
    async commit(...deliveries: NewDelivery[]) {
      const opening = openingOf(tenantId, { change: { deliveries } })
      await store.conversations.openConversation(platform, opening)
      return opening.conversation.id
    },
    /** Passes every five seconds of the clock's time. */
    async pass(ms: number) {
      for (const end = clock.now() + ms; clock.now() < end; clock.advance(5_000)) await loop.runOnce()
    },
  }
}

const bodyOf = (request: Received | undefined) => JSON.parse(request?.body ?? '')

describe('a delivery', () => {
  test('goes out once and is done with any 2xx', async () => {
    const box = await outbox({ answer: (_, response) => response.writeHead(204).end() })
    await box.commit(box.webhook('call_started'))
    expect(await box.loop.runOnce()).toBe(1)
    await box.pass(2 * hour)
    expect(box.receiver.received).toHaveLength(1)
  })

  test('tells what the contract says, with the id of the delivery', async () => {
    const box = await outbox()
    const delivery = box.webhook('call_started')
    const conversationId = await box.commit(delivery)
    await box.loop.runOnce()
    const [request] = box.receiver.received
    expect(request).toMatchObject({ method: 'POST', path: '/hook' })
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': delivery.id })
    expect(bodyOf(request)).toMatchObject({
      event: 'call_started',
      call: {
        call_id: conversationId,
        agent_name: 'Test agent',
        transcript: 'Agent: Hello, who is there?',
        metadata: { channel: 'phone page' },
      },
    })
  })

  test('of an action goes out as it was committed', async () => {
    const box = await outbox()
    await box.commit(box.action('{"action_type":"on_entry"}'))
    await box.loop.runOnce()
    expect(box.receiver.received[0]).toMatchObject({ path: '/action', body: '{"action_type":"on_entry"}' })
  })

  test('those of one conversation arrive in their order, one after the other', async () => {
    const answered: boolean[] = []
    const answer: Answer = (request, response) => {
      // Each finds those before it answered: a receiver takes its time.
      answered.push(answered.length === Number(request.body))
      setTimeout(() => response.end(), 10)
      response.once('finish', () => answered.push(true))
    }
    const box = await outbox({ answer })
    const numbered = (index: number) => ({ ...box.action(String(index * 2)), createdAt: start - 60 + index })
    await box.commit(...[3, 1, 0, 2].map(numbered))
    await box.loop.runOnce()
    expect(box.receiver.received.map((request) => request.body)).toEqual(['0', '2', '4', '6'])
    expect(answered).toEqual(Array(8).fill(true))
  })

  test('is sent by one of two servers', async () => {
    const box = await outbox()
    for (let index = 0; index < 5; index += 1) await box.commit(box.webhook('call_started'))
    await Promise.all([box.loop.runOnce(), box.another().runOnce()])
    expect(box.receiver.received).toHaveLength(5)
  })
})

describe('a receiver that is down', () => {
  test('for an hour gets every delivery, each try with the same id and bytes', async () => {
    let asked = 0
    const answer: Answer = (_, response, clock) => {
      asked += 1
      if (clock.now() >= start + hour) response.end()
      else if (asked % 2 === 0) response.destroy()
      else response.writeHead(503).end()
    }
    const box = await outbox({ answer, auth: { type: 'hmac', secret: 'whsec' } })
    const deliveries = [box.webhook('call_started'), box.webhook('call_ended'), box.action('{"n":1}')]
    await box.commit(...deliveries)
    await box.pass(4 * hour)
    const tries = Map.groupBy(box.receiver.received, (request) => String(request.headers['webhook-id']))
    expect(new Set(tries.keys())).toEqual(new Set(deliveries.map((delivery) => delivery.id)))
    for (const requests of tries.values()) {
      expect(requests.length).toBeGreaterThan(3)
      expect(new Set(requests.map((request) => request.body)).size).toBe(1)
    }
    const before = box.receiver.received.length
    await box.pass(4 * hour)
    expect(box.receiver.received).toHaveLength(before)
  })

  test('sees the configured retries first', async () => {
    const seen: number[] = []
    const answer: Answer = (_, response, clock) => {
      seen.push(clock.now() - start)
      response.writeHead(500).end()
    }
    const retry = { max_retries: 2, initial_delay_ms: 10_000, max_delay_ms: 20_000, backoff_multiplier: 2 }
    const box = await outbox({ answer, retry })
    await box.commit(box.webhook('call_started'))
    await box.pass(7 * minute)
    expect(seen).toEqual([0, 10_000, 30_000, 90_000, 390_000])
  })

  test('for good is given up after about three days', async () => {
    const box = await outbox({ answer: (_, response) => response.writeHead(500).end() })
    await box.commit(box.action('{}'))
    for (let hours = 0; hours < 24 * 6; hours += 1) {
      await box.loop.runOnce()
      box.clock.advance(hour)
    }
    expect(box.receiver.received).toHaveLength(9)
  })

  test('the body of the first try stays, whatever happens to the conversation since', async () => {
    const box = await outbox({
      answer: (_, response, clock) => response.writeHead(clock.now() === start ? 500 : 200).end(),
    })
    const id = await box.commit(box.webhook('call_ended'))
    await box.loop.runOnce()
    const conversation = await box.store.conversations.getConversation(tenant(tenantId), { id })
    expect(conversation?.metadata).toEqual({ channel: 'phone page' })
    Object.assign(conversation ?? {}, { metadata: { channel: 'changed' } })
    box.clock.advance(minute)
    await box.loop.runOnce()
    const [first, second] = box.receiver.received
    expect(second?.body).toBe(first?.body)
  })
})

describe('the receiver says', () => {
  test('410: no other try', async () => {
    const box = await outbox({ answer: (_, response) => response.writeHead(410).end() })
    await box.commit(box.webhook('call_started'))
    await box.pass(hour)
    expect(box.receiver.received).toHaveLength(1)
  })

  test('Retry-After: not before then', async () => {
    const seen: number[] = []
    const answer: Answer = (_, response, clock) => {
      seen.push(clock.now() - start)
      response.writeHead(429, { 'retry-after': '600' }).end()
    }
    const box = await outbox({ answer })
    await box.commit(box.webhook('call_started'))
    await box.pass(15 * minute)
    expect(seen).toEqual([0, 600_000])
  })

  test('a redirect is a failure and is not followed', async () => {
    const box = await outbox({ answer: (_, response) => response.writeHead(302, { location: '/other' }).end() })
    await box.commit(box.action('{}'))
    await box.loop.runOnce()
    expect(box.receiver.received.map((request) => request.path)).toEqual(['/action'])
  })
})

describe('authentication', () => {
  test('hmac: the signature is that of the bytes sent, the timestamp that of the try', async () => {
    const answer: Answer = (_, response, clock) => response.writeHead(clock.now() === start ? 500 : 200).end()
    const box = await outbox({ answer, auth: { type: 'hmac', secret: 'whsec' } })
    await box.commit(box.webhook('call_started'))
    await box.pass(minute)
    expect(box.receiver.received).toHaveLength(2)
    for (const { headers, body } of box.receiver.received) {
      const expected = createHmac('sha256', 'whsec').update(body, 'utf8').digest('hex')
      expect(headers['x-webhook-signature']).toBe(`sha256=${expected}`)
    }
    const times = box.receiver.received.map((request) => Number(request.headers['x-webhook-timestamp']))
    expect(times).toEqual([start / 1000, start / 1000 + 5])
  })

  test('bearer: the secret', async () => {
    const box = await outbox({ auth: { type: 'bearer', secret: 'tok' } })
    await box.commit(box.webhook('call_started'))
    await box.loop.runOnce()
    expect(box.receiver.received[0]?.headers).toMatchObject({ authorization: 'Bearer tok' })
  })

  test('none: nothing', async () => {
    const box = await outbox()
    await box.commit(box.webhook('call_started'))
    await box.loop.runOnce()
    expect(box.receiver.received[0]?.headers).not.toHaveProperty('authorization')
    expect(box.receiver.received[0]?.headers).not.toHaveProperty('x-webhook-signature')
  })
})

describe('what can never go out is given up', () => {
  test('where the agent version is gone', async () => {
    const box = await outbox()
    await box.commit({ ...box.webhook('call_started'), workflow: 'someone-else@1' })
    await box.pass(hour)
    expect(box.receiver.received).toEqual([])
    expect(await box.store.deliveries.claimDue(platform, start + 100 * hour, 10, 1)).toEqual([])
  })

  test('where the event is unknown, and the others go on', async () => {
    const box = await outbox()
    await box.commit(box.webhook('call_forwarded'), box.webhook('call_started'))
    await box.loop.runOnce()
    expect(box.receiver.received.map((request) => bodyOf(request).event)).toEqual(['call_started'])
  })

  test('no address inside is called', async () => {
    const box = await outbox()
    await box.commit({ ...box.action('{}'), url: 'http://169.254.169.254/latest' })
    await box.loop.runOnce()
    const [row] = await box.store.deliveries.claimDue(platform, start + 100 * hour, 10, 1)
    expect(row?.attempts).toBe(1)
  })
})

test('stopping waits for the delivery under way and leaves the rest for later', async () => {
  const arrived = Promise.withResolvers<ServerResponse>()
  const box = await outbox({ answer: (_, response) => arrived.resolve(response) })
  await box.commit(box.action('1'), { ...box.action('2'), createdAt: start + 1 })
  box.loop.start(5_000)
  const response = await arrived.promise
  const stopped = box.loop.stop()
  response.end()
  await stopped
  expect(box.receiver.received).toHaveLength(1)
  const left = await box.store.deliveries.claimDue(platform, start + 100 * hour, 10, 1)
  expect(left.map((row) => row.body)).toEqual(['2'])
})
