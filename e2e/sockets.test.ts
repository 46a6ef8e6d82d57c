// Contract 4's socket on real servers: what is said on it, who is let in, and what is refused.
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type ChatUser, chunksOf, connect, userOf } from './chat-client'
import { type ChatbotServers, newChatbot, startChatbotServers, wordsEvery, wordsSaid } from './chatbot-servers'
import { call, demo } from './server-process'

let all: ChatbotServers
let here: string
let there: string
let ada: ChatUser
let chatbotId: string
const newSession: ChatbotServers['newSession'] = (...where) => all.newSession(...where)
const open: ChatbotServers['open'] = (where) => all.open(where)

beforeAll(async () => {
  all = await startChatbotServers(2, { LOG_LEVEL: 'debug' })
  const [first, second] = all.servers.map(({ url }) => url)
  here = first ?? ''
  there = second ?? ''
  ada = all.owner
  chatbotId = all.chatbotId
})

afterAll(() => all.stop())

describe('contract 4’s flow', () => {
  test('connect, say, hear it come and end, close', async () => {
    const client = await open()
    expect(await client.next()).toEqual({
      ...{ type: 'session_info', session_id: client.id, chatbot_name: 'Assistant', seq: '0' },
      message: 'Connected to Assistant. You can start chatting!',
    })
    client.say(wordsEvery(5, 5))
    const frames = await client.until('response_complete')
    const types = frames.map(({ type }) => type)
    expect(types.slice(0, 3)).toEqual(['message_received', 'response_start', 'response_chunk'])
    expect(frames[1]?.message).toBe('Assistant is thinking...')
    expect(frames.at(-1)?.full_response).toBe(chunksOf(frames))
    expect(chunksOf(frames)).toBe(wordsSaid(5))
    expect(new Set(frames.map(({ seq }) => seq)).size).toBe(frames.length)

    const again = await ada.ask('POST', `/chatbot/${chatbotId}/session`)
    expect(again.body.previous_messages).toMatchObject([
      { id: frames[0]?.message_id, role: 'user', message: wordsEvery(5, 5) },
      { id: frames.at(-1)?.message_id, role: 'assistant', message: wordsSaid(5) },
    ])
    await ada.ask('DELETE', `/chatbot/session/${again.body.session_id}`)
  })

  test('messages that come at once are answered one after the other', async () => {
    const client = await open()
    for (const words of [2, 3, 4]) client.say(wordsEvery(words, 1))
    const answers = []
    for (const _ of [2, 3, 4]) answers.push((await client.until('response_complete')).at(-1)?.full_response)
    expect(answers).toEqual([2, 3, 4].map((words) => wordsSaid(words)))
    client.cut()
  })
})

describe('who is not let in hears why, then 1008', () => {
  const refusals: [string, string, () => Promise<{ path: string; protocols?: string[]; headers?: object }>][] = [
    ['without a token', 'UNAUTHORIZED', async () => ({ path: (await newSession()).session_id })],
    ['with a wrong one', 'UNAUTHORIZED', async () => ({ path: `${(await newSession()).session_id}?token=a.b.c` })],
    ['to no session', 'NOT_FOUND', async () => ({ path: `nothing?token=${ada.token}` })],
    [
      'to another’s session',
      'NOT_FOUND',
      async () => ({ path: `${(await newSession()).session_id}?token=${(await userOf(here, 'eve')).token}` }),
    ],
    [
      'to a session that was closed',
      'GONE',
      async () => {
        const { session_id } = await newSession()
        await ada.ask('DELETE', `/chatbot/session/${session_id}`)
        return { path: `${session_id}?token=${ada.token}` }
      },
    ],
    [
      'from a page of another site',
      'FORBIDDEN',
      async () => ({
        path: `${(await newSession()).session_id}?token=${ada.token}`,
        headers: { origin: 'https://elsewhere.example' },
      }),
    ],
    [
      'from a page without an origin of its own',
      'FORBIDDEN',
      async () => ({ path: `${(await newSession()).session_id}?token=${ada.token}`, headers: { origin: 'null' } }),
    ],
    [
      'with a ticket that is none',
      'UNAUTHORIZED',
      async () => ({ path: `${(await newSession()).session_id}?ticket=abc` }),
    ],
  ]
  test.each(refusals)('%s', async (_, code, place) => {
    const { path, protocols = [], headers } = await place()
    const client = await connect(here, path, protocols, headers ? { headers: { ...headers } } : {})
    expect(await client.next()).toMatchObject({ type: 'error', code, message: expect.any(String), seq: '0' })
    expect(await client.closed).toMatchObject({ code: 1008, reason: expect.stringMatching(/./) })
  })

  test('where the path is none of ours there is no socket', async () => {
    for (const path of ['/ws/chat/', '/ws/other/1', '/ws/chat/a/b', '/chat']) {
      const socket = new WebSocket(here.replace('http', 'ws') + path)
      const [error] = await once(socket, 'error')
      expect(String(error)).toMatch(/404/)
    }
  })
})

describe('other ways to be let in', () => {
  test('a token as a subprotocol, which is answered with the bare one', async () => {
    const { session_id } = await newSession()
    const client = await connect(here, session_id, ['parley', `parley.token.${ada.token}`])
    expect(client.socket.protocol).toBe('parley')
    expect(await client.next()).toMatchObject({ type: 'session_info' })
    client.cut()
  })

  test('a ticket, once', async () => {
    const { session_id } = await newSession()
    const { status, body } = await ada.ask('POST', `/chatbot/session/${session_id}/ticket`)
    expect([status, body.expires_in]).toEqual([200, 30])
    const client = await connect(there, `${session_id}?ticket=${body.ticket}`)
    expect(await client.next()).toMatchObject({ type: 'session_info' })
    client.say(wordsEvery(2))
    await client.until('response_complete')
    client.cut()
    const again = await connect(here, `${session_id}?ticket=${body.ticket}`)
    expect(await again.next()).toMatchObject({ type: 'error', code: 'UNAUTHORIZED' })
    expect((await again.closed).code).toBe(1008)
  })

  test('a ticket opens no other session, and nobody else gets one', async () => {
    const eve = await userOf(here, 'eve')
    const evesBot = await newChatbot(eve, 'Eve’s')
    const evesSession = await newSession(eve, evesBot)
    const { session_id } = await newSession()
    expect((await eve.ask('POST', `/chatbot/session/${session_id}/ticket`)).status).toBe(404)
    const { body } = await eve.ask('POST', `/chatbot/session/${evesSession.session_id}/ticket`)
    const client = await connect(here, `${session_id}?ticket=${body.ticket}`)
    expect(await client.next()).toMatchObject({ type: 'error' })
    expect((await client.closed).code).toBe(1008)
  })

  test('our own page’s origin', async () => {
    const { session_id } = await newSession()
    const client = await connect(here, `${session_id}?token=${ada.token}`, [], { headers: { origin: here } })
    expect(await client.next()).toMatchObject({ type: 'session_info' })
    client.cut()
  })
})

describe('a frame that is wrong is answered with an error, and the socket stays', () => {
  test.each([
    ['not JSON', 'hello'],
    ['another shape', '{"text": "hello"}'],
    ['blank', '{"message": "  "}'],
    ['another type', '{"message": "a", "message_type": "image"}'],
    ['too long', JSON.stringify({ message: 'a'.repeat(10_001) })],
    ['binary', Buffer.from('{"message": "hello"}')],
  ])('%s', async (_, frame) => {
    const client = await open()
    await client.until('session_info')
    client.send(frame)
    expect(await client.next()).toMatchObject({ type: 'error', code: 'BAD_REQUEST', message: expect.any(String) })
    client.say(wordsEvery(1))
    expect((await client.until('response_complete')).at(-1)).toMatchObject({ full_response: wordsSaid(1) })
    client.cut()
  })

  test('a message in fragments is one message', async () => {
    const client = await open()
    const frame = JSON.stringify({ message: wordsEvery(2) })
    for (const [index, piece] of [...frame].entries()) client.socket.send(piece, { fin: index === frame.length - 1 })
    expect((await client.until('response_complete')).at(-1)).toMatchObject({ full_response: wordsSaid(2) })
    client.cut()
  })

  test('one key with two messages', async () => {
    const client = await open()
    client.say(wordsEvery(1), 'k')
    await client.until('response_complete')
    client.say(wordsEvery(2), 'k')
    expect((await client.until('error')).at(-1)).toMatchObject({ code: 'VALIDATION_FAILED' })
    client.cut()
  })
})

describe('what breaks the protocol closes the socket', () => {
  test('a frame over 64 KB, whole or in pieces: 1009', async () => {
    for (const pieces of [1, 10]) {
      const client = await open()
      const text = 'a'.repeat(70_000)
      for (let piece = 0; piece < pieces; piece += 1)
        client.socket.send(text.slice(0, text.length / pieces), { fin: piece === pieces - 1 })
      expect((await client.closed).code).toBe(1009)
    }
  })

  test('text that is no UTF-8: 1007', async () => {
    const client = await open()
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false })
    expect((await client.closed).code).toBe(1007)
  })
})

describe('what is limited is answered with an error that says when to come back, and the socket stays', () => {
  const asStranger = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  const guarded = async (user: ChatUser, id: string) => {
    const { session_id } = await newSession(user, id)
    return connect(here, `${session_id}?token=${user.token}`, [], asStranger)
  }

  test('messages of one user', async () => {
    const client = await guarded(ada, chatbotId)
    for (let sent = 0; sent < 30; sent += 1) {
      client.say(wordsEvery(1))
      await client.until('response_complete')
    }
    client.say(wordsEvery(1))
    const limited = await client.next()
    expect(limited).toMatchObject({ type: 'error', code: 'RATE_LIMITED', retry_after: expect.any(Number) })
    expect(client.socket.readyState).toBe(client.socket.OPEN)
    client.cut()
  })

  test('the budget of a day', async () => {
    const user = await userOf(here, 'grace')
    const id = await newChatbot(user, 'Spent')
    await change(id, { daily_budget: 0 })
    const client = await open({ user, session: (await newSession(user, id)).session_id })
    client.say('Hello')
    const limited = (await client.until('error')).at(-1)
    expect(limited).toMatchObject({ code: 'RATE_LIMITED', retry_after: expect.any(Number) })
    client.cut()
  })

  test('messages that wait for an answer', async () => {
    const client = await open()
    await client.until('session_info')
    client.say(wordsEvery(10, 20))
    await client.until('response_start')
    for (let sent = 0; sent < 9; sent += 1) client.say(wordsEvery(1))
    expect((await client.until('error')).at(-1)).toMatchObject({ code: 'BUSY', retry_after: 5 })
    for (let answered = 0; answered < 9; answered += 1) await client.until('response_complete')
    client.cut()
  })
})

test('a page that the chatbot is offered on may connect, also in guarded', async () => {
  await change(chatbotId, { allowed_origins: ['https://shop.example'] })
  for (const extra of [{}, { 'x-forwarded-for': '203.0.113.10' }]) {
    const { session_id } = await newSession()
    const headers = { origin: 'https://shop.example', ...extra }
    await expect
      .poll(
        async () => {
          const client = await connect(here, `${session_id}?token=${ada.token}`, [], { headers })
          const frame = await client.next()
          client.cut()
          return frame?.type
        },
        { timeout: 10_000 },
      )
      .toBe('session_info')
  }
})

test('no token reaches the log', () => {
  const output = all.servers.map((server) => server.output()).join('')
  expect(output).toContain('request')
  expect(output).not.toContain(ada.token)
  expect(output).not.toContain(ada.token.slice(-20))
})

async function change(id: string, settings: object): Promise<void> {
  const path = `/api/admin/agents/${id}/settings?tenant_id=${demo.tenant_id}`
  expect((await call(here, 'PUT', path, settings)).status).toBe(200)
}
