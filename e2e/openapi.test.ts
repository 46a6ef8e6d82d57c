// The document at /openapi.json against what the built server answers: a walk through every API, its failures included.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from '@/test/database'
import { type FakeProvider, startFakeProvider } from '@/test/fake-provider'
import { walkAccess, walkAgents, walkConversations } from './console-walks'
import { type Held, holdTo } from './held-to-document'
import { demo, type RunningServer, signed, startServer } from './server-process'

const nobody = '00000000-0000-4000-8000-000000000000'
const password = 'a-password-for-tests-of-the-document'
const ofTenant = `?tenant_id=${demo.tenant_id}`

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let provider: FakeProvider
let hold: (...call: Parameters<ReturnType<typeof holdTo>>) => Held
/** `Threads 404`: what was seen under each heading. */
const seen = new Set<string>()

beforeAll(async () => {
  database = await freshDatabase()
  provider = await startFakeProvider()
  server = await startServer({
    DATABASE_URL: database.url,
    LANGUAGE: 'auto',
    ADMIN_PASSWORD: password,
    LOG_LEVEL: 'info',
  })
  hold = holdTo(await (await fetch(`${server.url}/openapi.json`)).json())
  await server.printed(/data source music_store was made/)
})

afterAll(async () => {
  await server.stop()
  await provider.close()
  await database.drop()
})

type Sent = { body?: unknown; headers?: Record<string, string>; to?: RunningServer }

/** Asks and holds the answer against the document; gives its body. */
async function expects(status: number, method: string, path: string, { body, headers = {}, to = server }: Sent = {}) {
  const text = body === undefined ? '' : JSON.stringify(body)
  const proof = /^\/(?:api\/chat\/|api\/admin\/|admin\/)/.test(path) ? signed(method, path, text) : {}
  const response = await fetch(to.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...proof, ...headers },
    ...(text ? { body: text } : {}),
  })
  const contentType = response.headers.get('content-type') ?? ''
  const said = await response.text()
  const answer = contentType.startsWith('application/json') ? JSON.parse(said) : said
  const { tag, faults } = hold(method, path, { status: response.status, contentType, body: answer })
  expect({ call: `${method} ${path}`, status: response.status, faults }).toEqual({
    ...{ call: `${method} ${path}`, status, faults: [] },
  })
  seen.add(`${tag} ${status}`)
  return answer
}

test('sessions', async () => {
  const session = await expects(201, 'POST', '/api/chat/sessions', { body: demo })
  const path = `/api/chat/sessions/${session.session_id}`
  await expects(200, 'POST', `${path}/messages`, { body: { content: 'My name is Jack' } })
  await expects(422, 'POST', `${path}/messages`, { body: { content: '' } })
  await expects(200, 'GET', path)
  await expects(401, 'GET', path, { headers: { 'x-signature': 'f'.repeat(64) } })
  await expects(200, 'DELETE', path)
  await expects(410, 'POST', `${path}/messages`, { body: { content: 'Still there?' } })
  await expects(404, 'GET', '/api/chat/sessions/text_nobody')
  await expects(404, 'POST', '/api/chat/sessions', { body: { ...demo, agent_id: nobody } })
})

test('forms', async () => {
  const path = '/api/text-chat/collect'
  const { communication_id } = await expects(200, 'POST', path, { body: { form_fields_id: 42 } })
  await expects(200, 'POST', path, { body: { form_fields_id: 42, communication_id, answer: 'Ada Lovelace' } })
  await expects(400, 'POST', path, { body: { form_fields_id: 987_654 } })
  await expects(400, 'POST', path, { body: { form_fields_id: 'x' } })
  const { access_token } = await expects(200, 'POST', '/api/auth/token', {
    body: { email: 'admin@localhost', password },
  })
  const authorization = `Bearer ${access_token}`
  const metadata = '/api/text-chat/communication/metadata'
  const wanted = { form_fields_id: 42, communication_type: 'text_chat', source_id: 'CRM-1' }
  await expects(200, 'PATCH', metadata, { body: wanted, headers: { authorization } })
  await expects(400, 'PATCH', metadata, { body: { ...wanted, communication_type: 'x' }, headers: { authorization } })
  await expects(401, 'PATCH', metadata, { body: wanted })
  await expects(401, 'POST', '/api/auth/token', { body: { email: 'admin@localhost', password: 'not this one' } })
})

test('access tokens', async () => {
  const body = { email: 'admin@localhost', password }
  const { refresh_token, access_token } = await expects(200, 'POST', '/api/auth/token', { body })
  await expects(422, 'POST', '/api/auth/token', { body: {} })
  const renewed = await expects(200, 'POST', '/api/auth/refresh', { body: { refresh_token } })
  await expects(401, 'POST', '/api/auth/refresh', { body: { refresh_token: 'x' } })
  await expects(204, 'POST', '/api/auth/revoke', { body: { refresh_token: renewed.refresh_token } })
  await expects(401, 'POST', '/api/auth/revoke', { headers: { authorization: 'Bearer a.b.c' } })
  await expects(403, 'POST', '/api/auth/session-token', { headers: { authorization: `Bearer ${access_token}` } })
  await expects(401, 'POST', '/api/auth/session-token', { headers: { 'sec-fetch-site': 'same-origin' } })
})

test('chatbots', async () => {
  const signIn = { email: 'admin@localhost', password }
  const { access_token } = await expects(200, 'POST', '/api/auth/token', { body: signIn })
  const asks = (status: number, method: string, path: string, body?: unknown) =>
    expects(status, method, path, { headers: { authorization: `Bearer ${access_token}` }, body })
  const { chatbots } = await asks(200, 'GET', '/chatbot')
  expect(chatbots).toMatchObject([{ slug: 'demo', documents: 3 }])
  await asks(200, 'GET', '/chatbot/demo')
  await expects(401, 'GET', '/chatbot/demo')
  const { chatbot_id } = await asks(201, 'POST', '/chatbot', { name: 'Guide', knowledge_bases: ['mri-safety'] })
  const path = `/chatbot/${chatbot_id}`
  await asks(422, 'POST', '/chatbot', { name: '' })
  await asks(200, 'PATCH', path, { greeting: 'Hello.' })
  const member = await asks(200, 'PUT', `${path}/members`, { external_user_id: 'u-18', role: 'user' })
  await asks(200, 'GET', `${path}/members`)
  await asks(204, 'DELETE', `${path}/members/${encodeURIComponent(member.subject)}`)
  const { documents } = await asks(200, 'GET', '/chatbot/demo/documents')
  await asks(200, 'GET', `/chatbot/demo/documents/${documents[0].id}`)
  await asks(200, 'GET', `/chatbot/demo/documents/${documents[0].id}/passages?limit=1`)
  await asks(404, 'GET', `${path}/documents/${documents[0].id}`)
  await asks(400, 'POST', `${path}/documents`)
  const { session_id } = await asks(200, 'POST', `${path}/session`)
  const ticket = await asks(200, 'POST', `/chatbot/session/${session_id}/ticket`)
  expect(ticket).toMatchObject({ ticket: expect.any(String) })
  await asks(404, 'POST', `/chatbot/session/${nobody}/ticket`)
  await asks(200, 'GET', `${path}/conversations`)
  await asks(404, 'GET', `${path}/conversations/${nobody}/messages`)
  await asks(200, 'DELETE', `/chatbot/session/${session_id}`)
  await asks(404, 'DELETE', `/chatbot/session/${nobody}`)
  await asks(204, 'DELETE', path)
  await asks(404, 'GET', path)
})

test('threads', async () => {
  await expects(200, 'GET', '/health')
  await expects(200, 'GET', '/')
  const { thread_id } = await expects(201, 'POST', '/threads', { body: { title: 'Mine' } })
  await expects(201, 'POST', '/threads')
  await expects(409, 'POST', '/threads', { body: { thread_id } })
  await expects(400, 'POST', '/threads', { body: { thread_id: 'not / possible' } })
  await expects(200, 'POST', '/chat', { body: { thread_id, message: 'im frank harris' } })
  await expects(200, 'POST', '/chat', { body: { thread_id, message: 'what was my most cheap purchase?' } })
  await expects(400, 'POST', '/chat', { body: { message: ' ' } })
  await expects(200, 'GET', '/threads?limit=1')
  await expects(400, 'GET', '/threads?limit=0')
  await expects(200, 'GET', `/threads/${thread_id}`)
  await expects(200, 'GET', `/threads/${thread_id}/messages`)
  await expects(200, 'DELETE', `/threads/${thread_id}`)
  for (const path of [`/threads/${thread_id}`, `/threads/${thread_id}/messages`]) await expects(404, 'GET', path)
  await expects(413, 'POST', '/chat', { body: { message: 'x'.repeat(1_100_000) } })
})

test('public chats', async () => {
  const session = await expects(201, 'POST', '/api/chats/sessions/', { body: { metadata: { device: 'web' } } })
  const said = { session_id: session.session_id, message: 'Hello' }
  const answer = await expects(200, 'POST', '/api/chats/messages/chat/', { body: said })
  await expects(200, 'POST', '/api/chats/messages/chat/stream/', { body: said })
  await expects(405, 'GET', '/api/chats/messages/chat/stream/')
  await expects(400, 'POST', '/api/chats/messages/chat/', { body: { session_id: session.session_id } })
  await expects(404, 'POST', '/api/chats/messages/chat/', { body: { ...said, session_id: nobody } })
  await expects(200, 'GET', '/api/chats/sessions/')
  await expects(200, 'GET', `/api/chats/sessions/${session.id}/`)
  await expects(201, 'POST', '/api/chats/messages/', { body: { ...said, role: 'user' } })
  await expects(200, 'GET', `/api/chats/messages/?session_id=${session.id}`)
  await expects(200, 'GET', `/api/chats/messages/${answer.message_id}/`)
  await expects(200, 'GET', `/api/chats/messages/${answer.message_id}/stream/`)
  await expects(200, 'POST', `/api/chats/messages/${answer.message_id}/stop/`)
  await expects(204, 'DELETE', `/api/chats/messages/${answer.message_id}/`)
  await expects(204, 'DELETE', `/api/chats/sessions/${session.id}/`)
  await expects(404, 'GET', `/api/chats/sessions/${session.id}/`)
})

test('the chat page', async () => {
  const { agents } = await expects(200, 'GET', '/api/chat-agents')
  expect(agents.length).toBeGreaterThan(0)
  await expects(200, 'GET', '/api/chat-agents/sql_agent')
  await expects(404, 'GET', '/api/chat-agents/nobody')
  const started = await expects(201, 'POST', '/api/conversations', { body: { agent_id: 'sql_agent' } })
  const path = `/api/conversations/${idOf(started)}`
  await expects(200, 'POST', `${path}/messages`, { body: { text: 'im frank harris' } })
  await expects(200, 'POST', `${path}/messages`, { body: { text: 'what was my most cheap purchase?' } })
  await expects(422, 'POST', `${path}/messages`, { body: { text: '' } })
  await expects(200, 'GET', path)
  await expects(200, 'GET', `${path}/workflow`)
  await expects(200, 'GET', `${path}/turns`)
  const { messages } = await expects(200, 'GET', `/threads/${idOf(started)}/messages`)
  await expects(200, 'PUT', `${path}/messages/${messages.at(-1).id}/feedback`, { body: { value: 'up' } })
  await expects(200, 'PATCH', path, { body: { title: 'Purchases' } })
  await expects(200, 'GET', '/api/conversations')
  await expects(204, 'DELETE', path)
  await expects(404, 'GET', path)
  await expects(200, 'POST', `${path}/restore`)
  await expects(404, 'GET', `/api/conversations/${nobody}`)
  await expects(404, 'POST', '/api/conversations', { body: { agent_id: 'nobody' } })
  const form = await expects(201, 'POST', '/api/conversations', { body: { agent_id: 'form-42' } })
  await expects(200, 'GET', `/api/conversations/${idOf(form)}/form`)
})

test('the administration of agents', async () => {
  const exported = await expects(200, 'GET', `/admin/agents/${demo.tenant_id}/${demo.agent_id}/export`)
  const { config_json } = exported
  const agent_json = { ...config_json, agent: { ...config_json.agent, id: 'copy', name: 'Copy' } }
  await expects(200, 'POST', '/admin/agents/import', { body: { tenant_id: demo.tenant_id, agent_json } })
  await expects(400, 'POST', '/admin/agents/import', { body: { tenant_id: demo.tenant_id } })
  await expects(404, 'GET', `/admin/agents/${demo.tenant_id}/nobody/export`)
  const forged = { 'x-signature': 'f'.repeat(64) }
  await expects(403, 'GET', `/admin/agents/${demo.tenant_id}/copy/export`, { headers: forged })
})

test('the console: agents, forms, data and documents', async () => {
  await expects(200, 'GET', '/ready')
  await expects(200, 'GET', `/api/admin/agents${ofTenant}`)
  await expects(400, 'GET', '/api/admin/agents')
  await expects(200, 'GET', `/api/admin/agents/${demo.agent_id}/versions${ofTenant}`)
  await expects(200, 'GET', `/api/admin/agents/${demo.agent_id}/settings${ofTenant}`)
  await expects(404, 'GET', `/api/admin/agents/nobody/versions${ofTenant}`)
  await expects(200, 'GET', `/api/admin/forms${ofTenant}`)
  for (const part of ['', '/document', '/responses', '/responses.csv', '/responses.json', '/drop-off', '/callback'])
    await expects(200, 'GET', `/api/admin/forms/42${part}${ofTenant}`)
  await expects(404, 'GET', `/api/admin/forms/987654${ofTenant}`)
  await expects(200, 'GET', `/api/admin/deliveries${ofTenant}`)
  await expects(200, 'GET', `/api/admin/data${ofTenant}`)
  const source = '/api/admin/data/music_store'
  await expects(200, 'GET', source + ofTenant)
  for (const sql of ['SELECT title FROM album LIMIT 3', 'DELETE FROM album'])
    await expects(200, 'POST', `${source}/query${ofTenant}`, { body: { sql } })
  await expects(404, 'GET', `/api/admin/data/nothing${ofTenant}`)
  await expects(201, 'POST', `/api/admin/knowledge${ofTenant}`, { body: { name: 'Guides' } })
  await expects(409, 'POST', `/api/admin/knowledge${ofTenant}`, { body: { name: 'Guides' } })
  await expects(200, 'GET', `/api/admin/knowledge${ofTenant}`)
  await expects(200, 'GET', `/api/admin/knowledge/Guides/documents${ofTenant}`)
  await expects(200, 'POST', `/api/admin/knowledge/Guides/search${ofTenant}`, { body: { query: 'opening hours' } })
  await expects(204, 'DELETE', `/api/admin/knowledge/Guides${ofTenant}`)
  await expects(401, 'GET', `/api/admin/data${ofTenant}`, { headers: { 'x-signature': 'f'.repeat(64) } })
})

test('the console: agents that are being made', () => walkAgents(expects))

test('the console: conversations, figures and erasures', () => walkConversations(expects))

test('the console: people, keys, providers, tenants and who changed what', () => walkAccess(expects))

test('a model that is away, and one that takes too long', async () => {
  const model = { OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'silent' }
  const env = { DATABASE_URL: database.url, LANGUAGE: 'auto', AGENT_TIMEOUT_SECONDS: '1', ...model }
  const slow = await startServer(env)
  try {
    provider.otherwise({ kind: 'status', status: 401 })
    const { detail } = await expects(500, 'POST', '/chat', { body: { message: 'im frank harris' }, to: slow })
    expect(detail).toMatch(/^Agent error: /)
    provider.otherwise({ kind: 'hang', after: 'headers' })
    const late = await expects(504, 'POST', '/chat', { body: { message: 'im frank harris' }, to: slow })
    expect(late.detail).toBe('Request timeout. The agent took too long to respond. Please try again.')
  } finally {
    await slow.stop()
  }
})

test('the walk has seen a success and a failure under every heading', async () => {
  const document = await expects(200, 'GET', '/openapi.json')
  const operations = z.record(z.string(), z.record(z.string(), z.looseObject({ tags: z.array(z.string()) })))
  const headings = Object.values(operations.parse(document.paths)).flatMap((item) =>
    Object.values(item).flatMap(({ tags }) => tags),
  )
  for (const heading of new Set(headings)) {
    expect([...seen].filter((one) => one.startsWith(`${heading} 2`))).not.toEqual([])
    expect([...seen].filter((one) => one.startsWith(`${heading} 4`))).not.toEqual([])
  }
  console.info(`seen: ${[...seen].sort().join(', ')}`)
})

function idOf(answer: unknown): string {
  const shape = z.union([z.object({ id: z.string() }), z.object({ conversation: z.object({ id: z.string() }) })])
  const read = shape.parse(answer)
  return 'id' in read ? read.id : read.conversation.id
}
