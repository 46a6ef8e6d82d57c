// The built server's visitors: what it makes of host names, proxies and pages, with the headers that Next adds on the way.
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type RunningServer, signed, startServer } from './server-process'

const sessions = '/api/chats/sessions/'
const messages = '/api/chats/messages/'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** Not `fetch`, which does not let a Host header be chosen. */
async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const sent = body === undefined ? '' : JSON.stringify(body)
  const length = sent ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) } : {}
  const asked = httpRequest(server.url + path, { method, headers: { ...length, ...headers } })
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    asked.on('response', answered).on('error', failed).end(sent)
  })
  const answer = await text(response)
  return { status: response.statusCode, headers: response.headers, body: answer ? JSON.parse(answer) : null }
}

test.each(['', '/'])('every call of public chats is served with "%s" at its end, without a redirect', async (end) => {
  const bare = (path: string) => path.slice(0, -1) + end
  const { status, body: session } = await ask('POST', bare(sessions), { metadata: { device: 'web' } })
  expect(status).toBe(201)
  expect((await ask('GET', bare(`${sessions}${session.id}/`))).body).toEqual(session)
  const note = { session_id: session.session_id, message: 'Hello', role: 'user' }
  const { status: stored, body: message } = await ask('POST', bare(messages), note)
  expect([stored, message.session]).toEqual([201, session])
  expect((await ask('GET', `${bare(messages)}?session_id=${session.id}`)).body).toEqual([message])
  expect((await ask('GET', bare(`${messages}${message.id}/`))).body).toEqual(message)
  expect((await ask('DELETE', bare(`${messages}${message.id}/`))).status).toBe(204)
  expect((await ask('GET', `${bare(messages)}?session_id=${session.id}`)).body).toEqual([])
  expect((await ask('DELETE', bare(`${sessions}${session.id}/`))).status).toBe(204)
  expect((await ask('GET', bare(`${sessions}${session.id}/`))).status).toBe(404)
})

describe('a server on loopback, with nothing set', () => {
  test('shows everybody’s sessions to its own machine, and a stranger’s own to strangers', async () => {
    await ask('POST', sessions, {})
    const own = (await ask('GET', sessions)).headers
    expect([Number(own['x-total-count']) > 0, own['access-control-allow-origin']]).toEqual([true, '*'])
    for (const from of [{ host: 'chat.example.org' }, { 'x-forwarded-for': '203.0.113.9' }, { via: '1.1 proxy' }]) {
      const { body, headers } = await ask('GET', sessions, undefined, from)
      expect([body, headers['access-control-allow-origin']]).toEqual([[], undefined])
    }
    expect(server.output()).toContain('served as guarded')
  })

  test('knows a stranger again by the token of the first answer', async () => {
    const host = { host: 'chat.example.org' }
    const made = await ask('POST', sessions, {}, host)
    const token = String(made.headers['x-parley-visitor'])
    const listed = await ask('GET', sessions, undefined, { ...host, 'x-parley-visitor': token })
    expect(listed.body).toEqual([made.body])
    expect((await ask('GET', sessions, undefined, { ...host, 'x-parley-visitor': `${token}x` })).status).toBe(401)
  })

  test('lets a page read that an agent is offered on, once that is set', async () => {
    const tenant = '6bc1814c-5705-5b6e-af99-104b91962282'
    const path = `/api/admin/agents/front_desk/settings?tenant_id=${tenant}`
    const settings = { allowed_origins: ['https://clinic.example'] }
    expect((await ask('PUT', path, settings, signed('PUT', path, JSON.stringify(settings)))).body).toMatchObject(
      settings,
    )
    const page = { host: 'other.example.org', origin: 'https://clinic.example' }
    await expect
      .poll(async () => (await ask('OPTIONS', sessions, undefined, page)).headers['access-control-allow-origin'], {
        timeout: 10_000,
        interval: 250,
      })
      .toBe('https://clinic.example')
    expect((await ask('POST', sessions, {}, page)).status).toBe(201)
    expect((await ask('POST', sessions, {}, { ...page, origin: 'https://any.example' })).status).toBe(403)
  })
})
