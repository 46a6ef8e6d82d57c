// How contract 4's sockets end: other sessions, other servers, tokens that are over, a server that stops.
import { createHmac, hkdfSync } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChatClient, chunksOf, connect, type HeardFrame, userOf } from './chat-client'
import { type ChatbotServers, newChatbot, startChatbotServers, wordsEvery, wordsSaid } from './chatbot-servers'
import { startHeldProvider } from './held-provider'
import { demo, startServer } from './server-process'

let all: ChatbotServers
let here: string
let there: string
const open: ChatbotServers['open'] = (where) => all.open(where)

beforeAll(async () => {
  all = await startChatbotServers(2, { SESSION_RESUME_MS: '1000' })
  const [first, second] = all.servers.map(({ url }) => url)
  here = first ?? ''
  there = second ?? ''
})

afterAll(() => all.stop())

describe('a session that ends while somebody is connected', () => {
  const begin = (url: string) => all.owner.ask('POST', `/chatbot/${all.chatbotId}/session`, undefined, url)

  test.each([
    ['this server', () => here],
    ['another server', () => there],
  ])('superseded on %s: an error, then 4409; the running answer is stored', async (_, url) => {
    const client = await open()
    client.say(wordsEvery(10, 30))
    await client.until('response_start')
    const next = await begin(url())
    expect((await client.until('error')).at(-1)).toMatchObject({ code: 'CONFLICT' })
    expect((await client.closed).code).toBe(4409)
    const path = `/chatbot/${all.chatbotId}/conversations/${next.body.conversation_id}/messages`
    const last = async () => (await all.owner.ask('GET', path)).body.messages.at(-1).message
    await expect.poll(last).toBe(wordsSaid(10))
  })

  test('a second socket in the same session takes the place of the first', async () => {
    const first = await open()
    await first.until('session_info')
    const second = await open({ session: first.id })
    expect((await first.closed).code).toBe(4409)
    second.say(wordsEvery(2))
    await second.until('response_complete')
    second.cut()
  })

  test.each([
    ['this server', () => here],
    ['another server', () => there],
  ])('closed on %s: 1000, with the reason', async (_, url) => {
    const client = await open()
    await client.until('session_info')
    const closing = await all.owner.ask('DELETE', `/chatbot/session/${client.id}`, undefined, url())
    expect(closing).toMatchObject({ status: 200, body: { message: 'Session closed', session_id: client.id } })
    expect(await client.closed).toMatchObject({ code: 1000, reason: expect.stringContaining('closed') })
  })

  test('a member who is a member no more', async () => {
    const bob = await userOf(here, 'bob')
    const members = `/chatbot/${all.chatbotId}/members`
    await all.owner.ask('PUT', members, { external_user_id: 'bob', role: 'user' })
    const client = await open({ user: bob })
    await client.until('session_info')
    await all.owner.ask('DELETE', `${members}/${encodeURIComponent('external:bob')}`)
    expect(await client.closed).toMatchObject({ code: 1000, reason: expect.stringContaining('removed') })
    expect((await bob.ask('POST', `/chatbot/${all.chatbotId}/session`)).status).toBe(404)
  })

  test('a chatbot that is removed', async () => {
    const id = await newChatbot(all.owner, 'Brief')
    const client = await open({ session: (await all.newSession(all.owner, id)).session_id })
    await client.until('session_info')
    expect((await all.owner.ask('DELETE', `/chatbot/${id}`)).status).toBeLessThan(300)
    expect(await client.closed).toMatchObject({ code: 1000, reason: expect.stringContaining('removed') })
  })
})

describe('after a disconnect', () => {
  test('the session waits for its user, on any server, and is over when nobody came', async () => {
    const client = await open()
    await client.until('session_info')
    client.cut()
    const back = await open({ session: client.id, url: there })
    expect(await back.next()).toMatchObject({ type: 'session_info' })
    back.cut()
    const refused = async () => {
      // Each try is a user who comes back: it is asked without connecting.
      const { status } = await all.owner.ask('POST', `/chatbot/session/${client.id}/ticket`)
      return status
    }
    await expect.poll(refused, { timeout: 10_000 }).toBe(410)
    const late = await open({ session: client.id })
    expect(await late.next()).toMatchObject({ type: 'error', code: 'GONE' })
    expect((await late.closed).code).toBe(1008)
  })

  test('a connected session does not run out', async () => {
    const client = await open()
    for (let beat = 0; beat < 12; beat += 1) await once(client.socket, 'ping')
    client.say(wordsEvery(1))
    await client.until('response_complete')
    client.cut()
  })
})

describe('a token that is over', () => {
  test('expires: the next message is refused, then 1008', async () => {
    const { session_id } = await all.newSession()
    const token = shortToken('external:ada', 2)
    const client = await connect(here, `${session_id}?token=${token}`)
    client.say(wordsEvery(1))
    await client.until('response_complete')
    for (let beat = 0; beat < 11; beat += 1) await once(client.socket, 'ping')
    client.say(wordsEvery(1))
    expect((await client.until('error')).at(-1)).toMatchObject({ code: 'UNAUTHORIZED' })
    expect((await client.closed).code).toBe(1008)
    const late = await connect(here, `${session_id}?token=${token}`)
    expect(await late.next()).toMatchObject({ type: 'error', code: 'UNAUTHORIZED' })
  })

  test('is revoked: a message soon after is refused, then 1008', async () => {
    const carol = await userOf(here, 'carol')
    const id = await newChatbot(carol, 'Carol’s')
    const client = await open({ user: carol, session: (await all.newSession(carol, id)).session_id })
    expect((await carol.ask('POST', '/api/auth/revoke')).status).toBe(204)
    let frame = await client.next()
    for (client.say(wordsEvery(1)); frame?.type !== 'error'; frame = await client.next())
      if (frame?.type === 'response_complete') client.say(wordsEvery(1))
    expect(frame).toMatchObject({ code: 'UNAUTHORIZED' })
    expect((await client.closed).code).toBe(1008)
  })
})

test('a server that stops lets a running answer end, then closes with 1012; the client goes on elsewhere', async () => {
  const model = await startHeldProvider()
  const server = await startServer({ ...all.settings, OPENAI_BASE_URL: model.baseUrl })
  const idle = await open({ url: server.url })
  await idle.until('session_info')
  const dave = await userOf(here, 'dave')
  const id = await newChatbot(dave, 'Dave’s')
  const busy = await open({ user: dave, url: server.url, session: (await all.newSession(dave, id)).session_id })
  busy.say('Say something')
  await model.asked
  const ended = server.stop()
  expect((await idle.closed).code).toBe(1012)
  model.answer('In the end.')
  const frames = await busy.until('response_complete')
  expect(frames.at(-1)).toMatchObject({ full_response: 'In the end.' })
  expect((await busy.closed).code).toBe(1012)
  // At once, as clients do: the stopping server may take longer than a session waits here.
  const back = await open({ user: dave, url: there, session: busy.id, query: `&seq=${frames.at(-1)?.seq}` })
  back.say(wordsEvery(2))
  expect(chunksOf(await back.until('response_complete'))).toBe(wordsSaid(2))
  back.cut()
  expect(await ended).toBe(0)
  model.close()
})

test('a database that is away is an error, and the socket goes on when it is back', async () => {
  const relay = await startRelay(all.databaseUrl)
  const server = await startServer({ ...all.settings, DATABASE_URL: relay.url })
  const client = await open({ url: server.url })
  expect((await said(client)).at(-1)).toMatchObject({ type: 'response_complete' })
  relay.pause()
  expect((await said(client, 'k')).at(-1)).toMatchObject({ type: 'error', code: 'BUSY', retry_after: 2 })
  await relay.resume()
  let frames = await said(client, 'k')
  // What still goes to a connection of before is refused too, and is sent again.
  for (; frames.at(-1)?.type === 'error'; frames = await said(client, 'k'))
    expect(frames.at(-1)).toMatchObject({ code: 'BUSY', retry_after: 2 })
  expect(chunksOf(frames)).toBe(wordsSaid(2))
  client.cut()
  await server.stop()
  relay.close()
})

/** Says something, once; the frames up to the answer's end or its error. */
async function said(client: ChatClient, key?: string): Promise<HeardFrame[]> {
  client.say(wordsEvery(2), key)
  const frames: HeardFrame[] = []
  while (!/response_complete|error/.test(frames.at(-1)?.type ?? '')) {
    const frame = await client.next()
    if (!frame) throw new Error(`the connection ended after ${JSON.stringify(frames)}`)
    frames.push(frame)
  }
  return frames
}

/** A token as the server signs it, that lives for less than any it would give. */
function shortToken(subject: string, seconds: number): string {
  const key = Buffer.from(hkdfSync('sha256', 'a-root-secret-for-tests-of-32-characters', 'parley', 'access tokens', 32))
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = { sub: subject, tenant_id: demo.tenant_id, iss: 'parley', aud: 'api', iat: now, exp: now + seconds }
  const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`
}

/** The database at an address of its own, where it can be away. */
async function startRelay(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const folder = target.searchParams.get('host')
  const port = Number(target.searchParams.get('port') ?? (target.port || 5432))
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const database = folder ? connectTcp(`${folder}/.s.PGSQL.${port}`) : connectTcp(port, target.hostname)
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => other.destroy() && open.delete(one))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const ownPort = typeof address === 'object' && address ? address.port : 0
  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.searchParams.delete('port')
  url.hostname = '127.0.0.1'
  url.port = String(ownPort)
  const pause = () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
  const resume = async () => {
    server.listen(ownPort, '127.0.0.1')
    await once(server, 'listening')
  }
  return { url: url.href, pause, resume, close: pause }
}
