// Contract 4's socket where connections break: nothing of an answer is lost or doubled, on this server or on another one.
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChatClient, chunksOf, connect, type HeardFrame } from './chat-client'
import { type ChatbotServers, startChatbotServers, wordsEvery, wordsSaid } from './chatbot-servers'
import { randomFrom } from './random-from'
import { startServer } from './server-process'

const cuts = process.env.TEST_FULL === '1' ? 200 : 20
const seed = Number(process.env.TEST_SEED ?? 20_251_126)

let all: ChatbotServers
let here: string
let there: string
const open: ChatbotServers['open'] = (where) => all.open(where)

beforeAll(async () => {
  all = await startChatbotServers(2)
  const [first, second] = all.servers.map(({ url }) => url)
  here = first ?? ''
  there = second ?? ''
})

afterAll(() => all.stop())

/** From the one at `offset` on. */
async function stored(conversationId: string, offset = 0): Promise<{ role: string; message: string; id: string }[]> {
  const path = `/chatbot/${all.chatbotId}/conversations/${conversationId}/messages?limit=200&offset=${offset}`
  return (await all.owner.ask('GET', path, undefined, there)).body.messages
}

/** What a client knows of one answer, over all its connections. */
type Told = { seq: string | null; isReceived: boolean; text: string; whole: HeardFrame | null }

function hear(told: Told, frame: HeardFrame): void {
  if (frame.type !== 'session_info') told.seq = frame.seq
  if (frame.type === 'message_received') told.isReceived = true
  if (frame.type === 'response_start') told.text = ''
  if (frame.type === 'response_chunk') told.text += frame.chunk
  if (frame.type === 'response_complete') told.whole = frame
}

/** Up to so many frames, or to the end of the answer; then the connection breaks. */
async function listen(client: ChatClient, told: Told, frames: number): Promise<void> {
  for (let heard = 0; heard < frames && !told.whole; heard += 1) {
    const frame = await client.next()
    if (!frame) throw new Error(`the server closed: ${JSON.stringify(await client.closed)}`)
    hear(told, frame)
  }
  client.cut()
}

test(`${cuts} cuts at any frame: the joined text is the stored one, each message once`, async () => {
  const random = randomFrom(seed)
  const session = await all.newSession()
  let answered = 0
  for (let cut = 0; cut < cuts; ) {
    const words = 3 + Math.floor(random() * 25)
    const question = wordsEvery(words, Math.floor(random() * 4))
    const key = `message-${answered}`
    const told: Told = { seq: null, isReceived: false, text: '', whole: null }
    let url = here
    for (let isFirst = true; !told.whole; isFirst = false) {
      const query = told.seq ? `&seq=${told.seq}` : ''
      const client = await open({ url, session: session.session_id, query })
      if (isFirst || !told.isReceived || random() < 0.3) client.say(question, key)
      const isLast = cut >= cuts || random() < 0.2
      await listen(client, told, isLast ? Number.POSITIVE_INFINITY : Math.floor(random() * words))
      if (told.whole) break
      cut += 1
      if (random() < 0.3 && told.isReceived) {
        // To the other server, once the answer is stored.
        await expect.poll(async () => (await stored(session.conversation_id, answered * 2)).length).toBe(2)
        url = there
      }
    }
    expect(told.text).toBe(told.whole?.full_response)
    expect(told.text).toBe(wordsSaid(words))
    const messages = await stored(session.conversation_id, answered * 2)
    expect(messages.map(({ message }) => message)).toEqual([question, told.text])
    answered += 1
  }
}, 600_000)

describe('who comes back', () => {
  test('with the last seq hears the rest as it is made', async () => {
    const first = await open()
    first.say(wordsEvery(20, 20))
    const heard = await first.until('response_chunk')
    first.cut()
    const seq = heard.at(-1)?.seq ?? ''
    const back = await open({ session: first.id, query: `&seq=${seq}` })
    expect(await back.next()).toMatchObject({ type: 'session_info', seq })
    const rest = await back.until('response_complete')
    expect(rest.map(({ type }) => type)).not.toContain('response_start')
    expect(chunksOf(heard) + chunksOf(rest)).toBe(wordsSaid(20))
    back.cut()
  })

  test('without a seq hears a running answer from its start', async () => {
    const first = await open()
    first.say(wordsEvery(20, 20))
    const [, received] = await first.until('message_received')
    await first.until('response_chunk')
    first.cut()
    const back = await open({ session: first.id })
    const frames = await back.until('response_complete')
    expect(frames[1]).toMatchObject({ type: 'message_received', message_id: received?.message_id })
    expect(chunksOf(frames)).toBe(wordsSaid(20))
    back.cut()
  })

  test('on another server hears the rest of a stored answer, and nothing where nothing is missing', async () => {
    const first = await open()
    first.say(wordsEvery(6, 2))
    const frames = await first.until('response_complete')
    first.cut()
    for (const [index, { seq }] of frames.entries()) {
      if (index === 0) continue
      const back = await open({ url: there, session: first.id, query: `&seq=${seq}` })
      expect(await back.next()).toMatchObject({ type: 'session_info', seq })
      const isLast = index === frames.length - 1
      const rest = isLast ? [] : await back.until('response_complete')
      expect(chunksOf(frames.slice(0, index + 1)) + chunksOf(rest)).toBe(wordsSaid(6))
      back.cut()
    }
  })

  test('and sends the same key gets the same message and its answer, without asking the model again', async () => {
    const first = await open()
    first.say(wordsEvery(4), 'the-key')
    const frames = await first.until('response_complete')
    first.cut()
    const asked = all.model.asked()
    for (const url of [here, there]) {
      const back = await open({ url, session: first.id })
      back.say(wordsEvery(4), 'the-key')
      const again = await back.until('response_complete')
      const received = again.find(({ type }) => type === 'message_received')
      expect(received).toMatchObject({ key: 'the-key', message_id: frames[1]?.message_id })
      expect(again.at(-1)).toEqual(frames.at(-1))
      back.cut()
    }
    expect(all.model.asked()).toBe(asked)
  })

  test('with a seq of another conversation is told so, and may go on', async () => {
    const other = await open()
    other.say(wordsEvery(2))
    const seq = (await other.until('response_complete')).at(-1)?.seq ?? ''
    const client = await open({ query: `&seq=${seq}` })
    expect((await client.until('error')).at(-1)).toMatchObject({ code: 'NOT_FOUND', seq: '0' })
    client.say(wordsEvery(2))
    await client.until('response_complete')
    client.cut()
  })
})

test('who says something and leaves is answered all the same', async () => {
  const session = await all.newSession()
  const client = await open({ session: session.session_id })
  await client.until('session_info')
  for (const words of [2, 3]) client.say(wordsEvery(words, 10))
  await client.until('message_received')
  client.cut()
  const answers = async () => (await stored(session.conversation_id)).filter(({ role }) => role === 'assistant')
  await expect.poll(async () => (await answers()).length).toBe(2)
  expect((await answers()).map(({ message }) => message)).toEqual([2, 3].map((words) => wordsSaid(words)))
})

test('a reader that does not read is dropped, and finds the answers stored', async () => {
  // One whose heartbeat does not come first.
  const server = await startServer({ ...all.settings, SOCKET_PING_MS: '60000' })
  const session = await all.newSession()
  const client = await open({ url: server.url, session: session.session_id })
  await client.until('session_info')
  client.socket.pause()
  let isClosed = false
  void client.closed.then(() => {
    isClosed = true
  })
  // What the kernel holds for both sides comes first: it takes many answers.
  const goOn = () => {
    if (!isClosed) client.say(wordsEvery(60, 0, 4_000))
    return isClosed
  }
  await expect.poll(goOn, { interval: 20, timeout: 60_000 }).toBe(true)
  expect((await client.closed).code).toBe(1006)
  const answered = async () => (await stored(session.conversation_id)).at(-1)?.message
  await expect.poll(answered, { timeout: 10_000 }).toBe(wordsSaid(60, 4_000))
  await server.stop()
}, 120_000)

describe('the heartbeat', () => {
  test('a client that answers stays', async () => {
    const client = await open()
    for (let beat = 0; beat < 5; beat += 1) await once(client.socket, 'ping')
    client.say(wordsEvery(1))
    expect((await client.until('response_complete')).at(-1)?.full_response).toBe(wordsSaid(1))
    client.cut()
  })

  test('one that answers no ping is cut off after two', async () => {
    const { session_id } = await all.newSession()
    const path = `${session_id}?token=${all.owner.token}`
    const client = await connect(here, path, [], { autoPong: false })
    let pings = 0
    client.socket.on('ping', () => {
      pings += 1
    })
    expect((await client.closed).code).toBe(1006)
    expect(pings).toBe(2)
  })
})
