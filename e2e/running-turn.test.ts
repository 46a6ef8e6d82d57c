import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { startHeldProvider } from './held-provider'
import { call, demo, startServer } from './server-process'

let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.drop())

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

test('SIGTERM in the middle of a turn: the turn is finished, answered and stored, then the server ends', async () => {
  const model = await startHeldProvider()
  const settings = { DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: model.baseUrl }
  const server = await startServer(settings)
  await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json: agent })
  const session = (await call(server.url, 'POST', '/api/chat/sessions', { ...demo, agent_id: 'talker' })).body
  const path = `/api/chat/sessions/${session.session_id}`

  const answer = call(server.url, 'POST', `${path}/messages`, { content: 'hello' })
  await model.asked
  const ended = server.stop()
  await server.printed(/stopping: running turns are finished first/)
  model.answer('Hello, in the end.')

  expect(await answer).toMatchObject({ status: 200, body: { response: 'Hello, in the end.', turn_number: 1 } })
  expect(await ended).toBe(0)
  model.close()
  const next = await startServer(settings)
  expect((await call(next.url, 'GET', path)).body).toMatchObject({ status: 'active', turns: 1 })
  await next.stop()
})
