// The built server's doors: what Next and our own server do to a request before an endpoint sees it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { codeBlock } from './code-block'
import { apiKey, call, demo, type RunningServer, signed, startServer } from './server-process'

const password = 'the-console-password-of-tests'
const authSecret = 'the-root-secret-that-no-log-may-show'
const sessions = '/api/chat/sessions'
const guide = readFileSync(join(import.meta.dirname, '../docs/agents.md'), 'utf8')
const tourDesk = JSON.parse(codeBlock(guide, 'json'))
/** All that must not be in the log. */
const secrets = new Set([apiKey, password, authSecret])

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  const settings = { DATABASE_URL: database.url, AUTH_SECRET: authSecret, ADMIN_PASSWORD: password }
  server = await startServer({ ...settings, LOG_LEVEL: 'DeBuG' })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  if (headers['x-signature']) secrets.add(headers['x-signature'])
  return fetch(server.url + path, { method, redirect: 'manual', headers, ...(body === undefined ? {} : { body }) })
}

const askSigned = (method: string, path: string, body?: unknown) => {
  const text = body === undefined ? '' : JSON.stringify(body)
  return ask(method, path, signed(method, path, text), text || undefined)
}

const newSession = async () => `${sessions}/${(await (await askSigned('POST', sessions, demo)).json()).session_id}`

test.each(['/', '/health', '/health/'])('GET %s says that the process serves', async (path) => {
  const response = await ask('GET', path)
  expect([response.status, await response.json()]).toEqual([200, { status: 'healthy', agent_name: 'sql_agent' }])
})

test('GET /favicon.ico is the icon: a browser looks for it beside what names none', async () => {
  const icon = await ask('GET', '/favicon.ico')
  expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
})

describe('every route of the sessions API answers under its path as it was sent and signed', () => {
  test.each(['', '/'])('with "%s" at its end, and never with a redirect', async (end) => {
    expect((await askSigned('POST', sessions + end, demo)).status).toBe(201)
    const session = await newSession()
    expect((await askSigned('GET', session + end)).status).toBe(200)
    expect((await askSigned('POST', `${session}/messages${end}`, { content: 'hi' })).status).toBe(200)
    expect((await askSigned('DELETE', session + end)).status).toBe(200)
  })

  test('a signature over the path without the slash does not fit the path with it', async () => {
    const session = await newSession()
    expect((await ask('GET', `${session}/`, signed('GET', session))).status).toBe(401)
  })

  test('a query belongs to what is signed', async () => {
    const session = await newSession()
    expect((await ask('GET', `${session}?a=%20b&c`, signed('GET', session))).status).toBe(401)
    expect((await askSigned('GET', `${session}?a=%20b&c`)).status).toBe(200)
  })

  test('a session id with escaped characters is signed as it was sent', async () => {
    expect((await askSigned('GET', `${sessions}/text_%41%2Fb`)).status).toBe(404)
  })
})

test.each([
  ['GET', sessions, 'POST'],
  ['DELETE', sessions, 'POST'],
  ['PUT', `${sessions}/text_x`, 'GET, HEAD, DELETE'],
  ['GET', `${sessions}/text_x/messages`, 'POST'],
  ['GET', '/api/auth/token', 'POST'],
  ['PATCH', '/admin/agents/import', 'POST'],
  ['POST', '/health', 'GET, HEAD'],
])('%s %s: 405, and what is allowed', async (method, path, allow) => {
  const answer = await ask(method, path)
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe(allow)
  expect(await answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
})

test.each(['/api', '/api/', '/api/nothing', '/api/chat', '/api/chat/sessions/a/b', '/api/chat/sessions/a/messages/c'])(
  '%s: 404 in JSON',
  async (path) => {
    const answer = await ask('POST', path, { 'content-type': 'application/json' }, '{}')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ detail: 'Not found', code: 'NOT_FOUND' })
  },
)

test('HEAD answers as GET does, without a body', async () => {
  const session = await newSession()
  const answer = await askSigned('HEAD', session)
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect((await ask('HEAD', '/health')).status).toBe(200)
})

test('every answer carries an id of its own, which finds it in the log', async () => {
  const answers = [await ask('GET', '/health'), await ask('GET', '/api/nothing'), await ask('POST', sessions)]
  const ids = answers.map((answer) => answer.headers.get('x-request-id') ?? '')
  expect(new Set(ids).size).toBe(3)
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
  await server.printed(new RegExp(`"request_id":"${ids[2]}"[^\n]*"status":401`))
})

test('a client cannot say which path it signed or which address it has', async () => {
  const session = await newSession()
  const forged = { 'x-parley-path': session, 'x-parley-client': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' }
  expect((await ask('GET', `${sessions}/other`, { ...signed('GET', session), ...forged })).status).toBe(401)
  const answer = await ask('GET', session, { ...signed('GET', session), ...forged })
  expect(answer.status).toBe(200)
  await server.printed(new RegExp(`"request_id":"${answer.headers.get('x-request-id')}"[^\n]*"client":"127.0.0.1"`))
  expect(server.output()).not.toContain('203.0.113.9')
})

test('a body over a megabyte: 413, before a word about its signature', async () => {
  const body = JSON.stringify({ content: 'x'.repeat(1_100_000) })
  const answer = await ask('POST', sessions, { 'content-type': 'application/json' }, body)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
})

describe('POST /api/auth/token', () => {
  const json = { 'content-type': 'application/json' }
  const token = '/api/auth/token'
  const granted = {
    ...{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
    ...{ refresh_token: expect.any(String), refresh_expires_in: 2_592_000 },
  }

  test("by a person's password", async () => {
    const body = JSON.stringify({ email: 'Admin@localhost', password })
    const answer = await (await ask('POST', token, json, body)).json()
    expect(answer).toEqual(granted)
    const renewed = await ask(
      'POST',
      '/api/auth/refresh',
      json,
      JSON.stringify({ refresh_token: answer.refresh_token }),
    )
    for (const { access_token, refresh_token } of [answer, await renewed.json()])
      for (const secret of [access_token, refresh_token]) secrets.add(secret)
    await ask('GET', '/api/nothing', { authorization: `Bearer ${answer.access_token}`, cookie: 'sid=a-cookie-value' })
    secrets.add('a-cookie-value')
  })

  test('by a signed request for a user of one’s own', async () => {
    const answer = await (await askSigned('POST', token, { external_user_id: 'user-7' })).json()
    expect(answer).toEqual(granted)
    secrets.add(answer.access_token)
  })

  test('not with a wrong password, and not unsigned for a user of one’s own', async () => {
    const wrong = 'a-wrong-password-of-tests'
    secrets.add(wrong)
    const body = JSON.stringify({ email: 'admin@localhost', password: wrong })
    expect((await ask('POST', token, json, body)).status).toBe(401)
    expect((await ask('POST', token, json, JSON.stringify({ external_user_id: 'user-7' }))).status).toBe(401)
  })
})

test('at debug level the log has the ten published patterns, and no secret of any request before', async () => {
  const api = (method: string, path: string, body?: unknown) => call(server.url, method, path, body)
  await api('POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json: tourDesk })
  const session = (await api('POST', sessions, { ...demo, agent_id: tourDesk.agent.id })).body
  const path = `${sessions}/${session.session_id}/messages`
  const heard = ['can I book a tour?', 'my name is Jack', 'my name is Jack', 'do you have a shop?', 'bye']
  for (const content of heard) await api('POST', path, { content })

  const patterns = ['📱 Text session created', '📥 User message', '➡️ TRANSITION', '🤖 Generated LLM response']
  patterns.push('Pattern match', 'Intent classification', '📝 Variable substitution', '🔍 Batch Extracting')
  patterns.push('✅ Batch extraction completed', '🏁 Session ended')
  const missing = patterns.filter((pattern) => !server.output().includes(`"message":"${pattern}"`))
  expect(missing).toEqual([])
  expect([...secrets].filter((secret) => server.output().includes(secret))).toEqual([])
  expect(secrets.size).toBeGreaterThan(10)
})
