// Answers as they are made: contract 5's streams and the chat page's, on two servers over one database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, startServer } from './server-process'
import { startSpokenProvider } from './spoken-provider'
import { type ReadEvent, readSse } from './sse-reader'

const chat = '/api/chats/messages/chat/'
const json = { 'content-type': 'application/json' }
const agent = {
  agent: { id: 'talker', name: 'Talker' },
  workflow: {
    initial_node: 'talk',
    nodes: [
      { id: 'talk', system_prompt: 'Talk.', transitions: [{ condition: 'contains:bye', target: 'end' }] },
      { id: 'end', type: 'end_call', static_text: 'Bye.' },
    ],
  },
}

let model: Awaited<ReturnType<typeof startSpokenProvider>>
let database: Awaited<ReturnType<typeof freshDatabase>>
let here: RunningServer
let there: RunningServer

beforeAll(async () => {
  model = await startSpokenProvider()
  database = await freshDatabase()
  const settings = { DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: model.baseUrl }
  here = await startServer(settings)
  there = await startServer(settings)
  await call(here.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json: agent })
})

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()])
  model.close()
  await database.drop()
})

async function newSession(): Promise<string> {
  const body = { metadata: { device: 'web', browser: 'Chrome', agent_id: 'talker' } }
  return (await call(here.url, 'POST', '/api/chats/sessions/', body)).body.session_id
}

function stream(session_id: string, message: string) {
  return readSse(`${here.url}${chat}stream/`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ session_id, message }),
  })
}

const again = (server: RunningServer, messageId: string, place: string) =>
  readSse(`${server.url}/api/chats/messages/${messageId}/stream/`, { headers: { 'last-event-id': place } })

const textOf = (events: readonly (ReadEvent | null)[]) => events.map((event) => event?.data.chunk ?? '').join('')

test('contract 5’s workflow: a session, a whole answer, a streamed one, all messages, and the end', async () => {
  const session_id = await newSession()
  const whole = call(here.url, 'POST', chat, { message: 'What is AI?', session_id })
  await model.say('AI stands for Artificial Intelligence...')
  await model.finish()
  const answered = (await whole).body
  expect(answered).toMatchObject({ response: 'AI stands for Artificial Intelligence...', session_id })

  const reader = await stream(session_id, 'Tell me a joke')
  await model.say('Why')
  expect((await reader.next())?.data).toMatchObject({ chunk: 'Why', done: false })
  await model.say(' did')
  expect((await reader.next())?.data).toMatchObject({ chunk: ' did', done: false })
  await model.finish()
  const [done, ...none] = await reader.rest()
  expect([done?.data.done, none]).toEqual([true, []])

  const listed = (await call(there.url, 'GET', `/api/chats/messages/?session_id=${session_id}`)).body
  expect(listed.map(({ id, role, message }: Record<string, string>) => [id, role, message])).toEqual([
    [answered.message_id, 'user', 'What is AI?'],
    [answered.response_id, 'assistant', answered.response],
    [done?.data.message_id, 'user', 'Tell me a joke'],
    [done?.data.response_id, 'assistant', 'Why did'],
  ])
  const { id } = (await call(here.url, 'GET', `/api/chats/sessions/${session_id}/`)).body
  const gone = await fetch(`${here.url}/api/chats/sessions/${id}/`, { method: 'DELETE' })
  expect(gone.status).toBe(204)
})

test('who leaves in the middle comes back to the rest, while it is made and later from another server', async () => {
  const reader = await stream(await newSession(), 'Hello')
  await model.say('One 😀 ')
  const first = await reader.next()
  reader.leave()
  const { message_id } = first?.data ?? {}
  const back = await again(here, message_id, first?.id ?? '')
  await model.say('two')
  const second = await back.next()
  const elsewhere = await again(there, message_id, first?.id ?? '')
  await model.finish()
  const [end] = await back.rest()
  expect(textOf([first, second])).toBe('One 😀 two')
  // Where the turn does not run, its words come once it is stored.
  expect(textOf(await elsewhere.rest())).toBe('two')

  const [turnId, attempt] = first?.id.split('.') ?? []
  const last = Number(end?.id.split('.').at(-1))
  for (const place of Array.from({ length: last + 1 }, (_, position) => `${turnId}.${attempt}.${position}`)) {
    const [one, other] = await Promise.all(
      [here, there].map(async (server) => (await again(server, end?.data.response_id, place)).rest()),
    )
    expect(one).toEqual(other)
    expect(one?.at(-1)).toEqual(end)
    expect('One 😀 two'.endsWith(textOf(one ?? []))).toBe(true)
  }
})

test('a stop in the middle keeps what was said', async () => {
  const { id } = (await call(here.url, 'POST', '/api/conversations', { agent_id: 'talker' })).body
  const path = `${here.url}/api/conversations/${id}`
  const headers = { ...json, accept: 'text/event-stream' }
  const body = JSON.stringify({ text: 'Tell me all' })
  const reader = await readSse(`${path}/messages`, { method: 'POST', headers, body })
  const start = await reader.next()
  expect(start?.data).toMatchObject({ type: 'turn-start', text: null })
  await model.say('So far')
  for (let event = await reader.next(); event?.data.type !== 'text-delta'; event = await reader.next())
    expect(event).not.toBeNull()
  const stop = await fetch(`${path}/turns/${start?.data.turnId}/stop`, { method: 'POST' })
  expect(await stop.json()).toEqual({ stopped: true })
  const rest = await reader.rest()
  expect(rest.at(-1)?.data).toMatchObject({ type: 'turn-end', stopped: true })
  await model.breakOff()
  const { messages, running } = (await call(there.url, 'GET', `/api/conversations/${id}`)).body
  expect([running, messages.at(-1)]).toMatchObject([null, { content: 'So far', stopped: true }])
})

test('a stop asked of another server is heard by the one that runs the turn', async () => {
  const { id } = (await call(here.url, 'POST', '/api/conversations', { agent_id: 'talker' })).body
  const headers = { ...json, accept: 'text/event-stream' }
  const init = { method: 'POST', headers, body: JSON.stringify({ text: 'Tell me all' }) }
  const reader = await readSse(`${here.url}/api/conversations/${id}/messages`, init)
  const start = await reader.next()
  await model.say('So far')
  const stop = await fetch(`${there.url}/api/conversations/${id}/turns/${start?.data.turnId}/stop`, { method: 'POST' })
  expect(await stop.json()).toEqual({ stopped: true })
  expect((await reader.rest()).at(-1)?.data).toMatchObject({ type: 'turn-end', stopped: true })
  await model.breakOff()
}, 20_000)

test('an answer that breaks off ends the stream with its error', async () => {
  const reader = await stream(await newSession(), 'Hello')
  await model.say('Half')
  expect((await reader.next())?.data.chunk).toBe('Half')
  await model.breakOff()
  const [end, ...none] = await reader.rest()
  expect(end?.data).toMatchObject({ chunk: '', done: true, code: 'MODEL_UNAVAILABLE', error: expect.any(String) })
  expect([end?.data.response_id, none]).toEqual([undefined, []])
})

test('the stream ends with the turn', async () => {
  const reader = await stream(await newSession(), 'Hello')
  await model.say('All')
  await reader.next()
  await model.finish()
  expect((await reader.next())?.data.done).toBe(true)
  const doneAt = performance.now()
  expect(await reader.next()).toBeNull()
  expect(performance.now() - doneAt).toBeLessThan(100)
})
