// A server whose agent names its providers: one answers, another one extracts.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tenant } from '@/lib/domain/scope'
import { openSecrets } from '@/lib/secrets'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { freshDatabase } from '@/test/database'
import { startFakeAnthropic } from '@/test/fake-anthropic'
import { startFakeGoogle } from '@/test/fake-google'
import { ends, prompts, retrieves, says } from '@/test/flow'
import { call, demo, type RunningServer, startServer } from './server-process'

const apiKey = 'sk-very-secret'
const AUTH_SECRET = 'another-root-secret-of-32-characters'
const claude = await startFakeAnthropic()
const gemini = await startFakeGoogle()
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
  server = await startServer({ DATABASE_URL: database.url, AUTH_SECRET, EGRESS_ALLOW: '127.0.0.1', LOG_LEVEL: 'debug' })
  const given = { AUTH_SECRET, ADMIN_API_KEY: 'unused-platform-key', ADMIN_PASSWORD: 'unused-password' }
  const { encrypt, decrypt } = await openSecrets('unused', given)
  const store = createPostgresStore({ url: database.url, poolSize: 1, encrypt, decrypt })
  const common = { apiKey, fallbackModel: null, createdAt: Date.now() }
  const scope = tenant(demo.tenant_id)
  await store.providers.addProvider(scope, {
    ...common,
    ...{ id: randomUUID(), name: 'claude', kind: 'anthropic', baseUrl: claude.url, model: 'claude-sonnet-4-5' },
  })
  await store.providers.addProvider(scope, {
    ...common,
    ...{ id: randomUUID(), name: 'gemini', kind: 'google', baseUrl: gemini.url, model: 'gemini-2.5-flash' },
  })
  await store.close()
})

afterAll(async () => {
  await server.stop()
  await Promise.all([claude[Symbol.asyncDispose](), gemini[Symbol.asyncDispose]()])
  await drop()
})

test('each is asked for its part, and the why shows name, tokens and cost', async () => {
  const models = { llm: { provider_id: 'claude' }, extraction_llm: { enabled: true, provider_id: 'gemini' } }
  const workflow = { initial_node: 'ask', nodes, ...models }
  const agent_json = { agent: { id: 'greeter', name: 'Greeter' }, workflow }
  const imported = await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
  expect(JSON.stringify(imported.body)).not.toMatch(/is not configured/)
  const body = { tenant_id: demo.tenant_id, agent_id: 'greeter' }
  const session = (await call(server.url, 'POST', '/api/chat/sessions', body)).body
  const variables = { first_name: { value: 'Jack', quote: 'Jack', confidence: 0.98 } }
  gemini.answer({ kind: 'text', chunks: [JSON.stringify({ variables })] })
  claude.answer({ kind: 'text', chunks: ['Good day, ', 'Jack.'] })
  const sent = await call(server.url, 'POST', `/api/chat/sessions/${session.session_id}/messages`, {
    content: 'I am Jack',
  })
  expect(sent.body).toMatchObject({ response: 'Good day, Jack.', extracted_variables: { first_name: 'Jack' } })
  const why = await call(server.url, 'GET', `/api/admin/conversations/${session.conversation_id}/turns?last=1`)
  const calls = why.body.turns[0].events.filter((event: { type: string }) => event.type === 'model-call')
  expect(calls.map((event: { call: object }) => event.call)).toMatchObject([
    { purpose: 'understand', provider: 'gemini', model: 'gemini-2.5-flash', inputTokens: 12, cost: expect.any(Number) },
    { purpose: 'reply', provider: 'claude', model: 'claude-sonnet-4-5', inputTokens: 12, cost: expect.any(Number) },
  ])
  expect(claude.requests[0]?.headers['x-api-key']).toBe(apiKey)
})

test('neither the key nor what people said is in the log', () => {
  expect(server.output()).toMatch(/Generated LLM response/)
  expect(server.output()).not.toMatch(/sk-very-secret|I am Jack|Good day/)
})
