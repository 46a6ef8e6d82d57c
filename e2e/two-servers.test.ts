import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, startServer } from './server-process'

let servers: RunningServer[] = []
let drop = async () => {}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  servers = [await startServer({ DATABASE_URL: database.url }), await startServer({ DATABASE_URL: database.url })]
})

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await drop()
})

test('fifty parallel messages to one session over two servers are answered one at a time: turns 1 to 50', async () => {
  const [first, second] = servers.map(({ url }) => url)
  if (!first || !second) throw new Error('two servers were started')
  const session = (await call(first, 'POST', '/api/chat/sessions', demo)).body
  const path = `/api/chat/sessions/${session.session_id}/messages`
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      call(index % 2 ? second : first, 'POST', path, { content: `message ${index}` }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
  const numbers = answers.map(({ body }) => body.turn_number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  const turns = (await call(second, 'GET', `/api/admin/conversations/${session.conversation_id}/turns?limit=200`)).body
    .turns
  const heard = turns.slice(1).map((turn: { messages: { content: string }[] }) => turn.messages[0]?.content)
  expect(new Set(heard).size).toBe(50)
}, 60_000)

test('one key sent to both servers at once is one turn', async () => {
  const [first, second] = servers.map(({ url }) => url)
  if (!first || !second) throw new Error('two servers were started')
  const session = (await call(first, 'POST', '/api/chat/sessions', demo)).body
  const path = `/api/chat/sessions/${session.session_id}/messages`
  const key = { 'idempotency-key': 'the-same' }
  const answers = await Promise.all(
    [first, second, first, second].map((url) => call(url, 'POST', path, { content: 'hi' }, key)),
  )
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect((await call(first, 'GET', `/api/chat/sessions/${session.session_id}`)).body.turns).toBe(1)
})

test('an end on one server cancels nothing that is done and refuses the next message on the other', async () => {
  const [first, second] = servers.map(({ url }) => url)
  if (!first || !second) throw new Error('two servers were started')
  const session = (await call(first, 'POST', '/api/chat/sessions', demo)).body
  const path = `/api/chat/sessions/${session.session_id}`
  await call(second, 'POST', `${path}/messages`, { content: 'My name is Jack, zip 30301' })
  expect((await call(second, 'DELETE', path)).body).toMatchObject({ success: true, total_turns: 1 })
  expect((await call(first, 'POST', `${path}/messages`, { content: 'still there?' })).status).toBe(410)
})
