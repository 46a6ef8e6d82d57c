// What leaves the server: api_call nodes and webhooks, to a receiver on this machine.
import { createHmac } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { ends, node, says } from '@/test/flow'
import { type Received, startReceiver } from '@/test/receiver'
import { call, demo, startServer } from './server-process'

const cleanUp: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

/** A server whose agent asks the receiver for a free slot and tells it of its calls, and one session with it. */
async function booking(env: Record<string, string>, answer: (request: Received, response: ServerResponse) => void) {
  const database = await freshDatabase()
  const receiver = await startReceiver(answer)
  const server = await startServer({ DATABASE_URL: database.url, DELIVERY_MS: '20', ...env })
  cleanUp.push(database.drop, receiver.close, server.stop)
  await call(server.url, 'POST', '/admin/agents/import', {
    tenant_id: demo.tenant_id,
    agent_json: bookingAgent(receiver.url),
  })
  const session = (
    await call(server.url, 'POST', '/api/chat/sessions', { tenant_id: demo.tenant_id, agent_id: 'booking' })
  ).body
  const path = `/api/chat/sessions/${session.session_id}`
  const send = async (content: string) => (await call(server.url, 'POST', `${path}/messages`, { content })).body
  return { receiver, server, session, send }
}

function bookingAgent(url: string) {
  const asks = {
    api_call: {
      url: `${url}/slots`,
      query_params: { day: 'Monday' },
      retry: { max_retries: 2, initial_delay_ms: 1 },
      response_extraction: [{ path: 'slots.0.time', variable_name: 'slot' }],
    },
  }
  const goOn = [['user_responded', 'end']] as const
  const nodes = [
    says('start', 'Welcome.', [['user_responded', 'ask']], { proactive: true }),
    node(
      'ask',
      'api_call',
      [
        ['api_success', 'free'],
        ['api_failed', 'sorry'],
      ],
      asks,
    ),
    says('free', 'There is a place at {{slot}}.', goOn, { proactive: true }),
    says('sorry', 'The calendar does not answer.', goOn, { proactive: true }),
    ends('end', { static_text: 'Bye.' }),
  ]
  const webhook = {
    enabled: true,
    url: `${url}/calls`,
    events: ['call_started', 'call_ended'],
    auth: { type: 'hmac', secret: 'shared' },
    retry: { max_retries: 3, initial_delay_ms: 1 },
  }
  return { agent: { id: 'booking', name: 'Booking' }, workflow: { initial_node: 'start', nodes, webhook } }
}

test('an api_call is tried again under one key, and webhooks arrive although the receiver fails at first', async () => {
  const failed = new Set<string>()
  const { receiver, session, send } = await booking({ EGRESS_ALLOW: '127.0.0.1' }, ({ path }, response) => {
    const first = !failed.has(path)
    failed.add(path)
    if (first) response.writeHead(503).end()
    else response.end('{"slots": [{"time": "9:30"}]}')
  })
  const answer = await send('Monday, please')
  expect(answer.response).toBe('There is a place at 9:30.')
  expect(answer.extracted_variables).toEqual({ slot: '9:30' })
  expect((await send('thanks')).session_ended).toBe(true)

  const asked = receiver.received.filter(({ path }) => path === '/slots?day=Monday')
  expect(asked).toHaveLength(2)
  expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)

  const events = () =>
    receiver.received.filter(({ path }) => path === '/calls').map(({ body }) => JSON.parse(body).event)
  await expect.poll(() => [...new Set(events())], { timeout: 20_000 }).toEqual(['call_started', 'call_ended'])
  const told = receiver.received.filter(({ path }) => path === '/calls')
  expect(told[0]?.body).toBe(told[1]?.body)
  expect(told[0]?.headers['webhook-id']).toBe(told[1]?.headers['webhook-id'])
  for (const { headers, body } of told)
    expect(headers['x-webhook-signature']).toBe(`sha256=${createHmac('sha256', 'shared').update(body).digest('hex')}`)
  expect(JSON.parse(told.at(-1)?.body ?? '{}').call).toMatchObject({
    call_id: session.conversation_id,
    agent_name: 'Booking',
    call_type: 'text_chat',
    disconnection_reason: 'agent_hangup',
    collected_dynamic_variables: { slot: '9:30' },
    transcript_object: [
      { content: 'Welcome.' },
      { role: 'user', content: 'Monday, please' },
      { content: 'There is a place at 9:30.' },
      { role: 'user', content: 'thanks' },
      { content: 'Bye.' },
    ],
  })
})

test('a private address is not asked unless the operator allows it', async () => {
  const { receiver, send, server } = await booking({}, (_, response) => response.end('{}'))
  expect((await send('Monday, please')).response).toBe('The calendar does not answer.')
  expect(receiver.received).toEqual([])
  expect(server.output()).toMatch(/refused/)
})
