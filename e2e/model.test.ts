// A server with a model behind it: one that speaks the OpenAI wire format, on this machine.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type FakeProvider, startFakeProvider } from '@/test/fake-provider'
import { ends, prompts, retrieves, says } from '@/test/flow'
import { call, demo, type RunningServer, startServer } from './server-process'

let provider: FakeProvider
let server: RunningServer
let drop = async () => {}

const nodes = [
  says('ask', 'Your name, please?', [['user_responded', 'extract']], { proactive: true }),
  retrieves('extract', ['first_name'], [['variables_extracted:first_name', 'answer']]),
  prompts('answer', 'Greet {{first_name}}', [['contains:bye', 'end']]),
  ends(),
]

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  provider = await startFakeProvider()
  server = await startServer({
    DATABASE_URL: database.url,
    LANGUAGE: 'auto',
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-very-secret',
    OPENAI_MODEL: 'test-model',
    LOG_LEVEL: 'debug',
  })
  const agent_json = { agent: { id: 'greeter', name: 'Greeter' }, workflow: { initial_node: 'ask', nodes } }
  await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
})

afterAll(async () => {
  await server.stop()
  await provider.close()
  await drop()
})

async function open() {
  const body = { tenant_id: demo.tenant_id, agent_id: 'greeter' }
  const session = (await call(server.url, 'POST', '/api/chat/sessions', body)).body
  const path = `/api/chat/sessions/${session.session_id}/messages`
  return { session, send: (content: string) => call(server.url, 'POST', path, { content }) }
}

const found = (value: string) => ({
  kind: 'text' as const,
  chunks: [JSON.stringify({ variables: { first_name: { value, quote: value, confidence: 0.98 } } })],
  usage: { prompt_tokens: 120, completion_tokens: 12 },
})

test('one call understands, one replies, and both stand in the why with their tokens', async () => {
  const { session, send } = await open()
  provider.answer(found('Jack'), {
    kind: 'text',
    chunks: ['Good day, ', 'Jack.'],
    usage: { prompt_tokens: 40, completion_tokens: 5 },
  })
  const { body } = await send('I am Jack')
  expect(body).toMatchObject({ response: 'Good day, Jack.', extracted_variables: { first_name: 'Jack' } })
  const why = await call(server.url, 'GET', `/api/admin/conversations/${session.conversation_id}/turns?last=1`)
  const calls = why.body.turns[0].events.filter((event: { type: string }) => event.type === 'model-call')
  expect(calls.map(({ call }: { call: object }) => call)).toMatchObject([
    { purpose: 'understand', model: 'test-model', inputTokens: 120, outputTokens: 12 },
    { purpose: 'reply', model: 'test-model', inputTokens: 40, outputTokens: 5 },
  ])
  expect(provider.requests.at(-1)?.body).toMatchObject({
    messages: [{ role: 'system', content: 'Greet Jack' }, {}, {}],
  })
})

test('a model that is away is a 503, and the same message later is answered once', async () => {
  const { send } = await open()
  provider.answer(found('Jill'), { kind: 'status', status: 401 })
  expect((await send('Jill here')).status).toBe(503)
  provider.answer(found('Jill'), { kind: 'text', chunks: ['Good day, Jill.'] })
  expect((await send('Jill here')).body).toMatchObject({ response: 'Good day, Jill.', turn_number: 1 })
})

test('neither the key nor what people said is in the log', () => {
  expect(server.output()).toMatch(/Generated LLM response/)
  expect(server.output()).not.toMatch(/sk-very-secret|I am Jack|Jill here|Good day/)
})
