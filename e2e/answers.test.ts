// The demo agent and its documents: without a key by quotation, with a model from the same passages.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { freshDatabase } from '@/test/database'
import { type FakeProvider, startFakeProvider } from '@/test/fake-provider'
import { call, demo, type RunningServer, startServer } from './server-process'

type Of<T extends TurnEvent['type']> = Extract<TurnEvent, { type: T }>

/** A conversation with the demo agent that has come to its questions. */
async function open(server: RunningServer) {
  const { body: session } = await call(server.url, 'POST', '/api/chat/sessions', demo)
  const path = `/api/chat/sessions/${session.session_id}/messages`
  const send = async (content: string) => {
    const { body } = await call(server.url, 'POST', path, { content })
    return { response: String(body.response), body }
  }
  async function lastEvents(): Promise<TurnEvent[]> {
    const { body } = await call(server.url, 'GET', `/api/admin/conversations/${session.conversation_id}/turns?last=1`)
    return body.turns[0].events
  }
  return { send, lastEvents }
}

async function untilRead(server: RunningServer, collection = 'mri-safety', count = 3) {
  const path = `/api/admin/knowledge/${collection}/documents?tenant_id=${demo.tenant_id}`
  const states = async () => {
    const { body } = await call(server.url, 'GET', path)
    return body.documents.map(({ state }: { state: string }) => state)
  }
  const ready = Array<string>(count).fill('ready')
  await vi.waitFor(async () => expect(await states()).toEqual(ready), { timeout: 60_000, interval: 200 })
}

function of<T extends TurnEvent['type']>(events: readonly TurnEvent[], type: T): Of<T>[] {
  return events.filter((event): event is Of<T> => event.type === type)
}

describe('without a key', () => {
  let server: RunningServer
  let drop = async () => {}

  beforeAll(async () => {
    const database = await freshDatabase()
    drop = database.drop
    server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto' })
    await untilRead(server)
  }, 90_000)

  afterAll(async () => {
    await server.stop()
    await drop()
  })

  test('the demo agent answers MRI questions from its documents, with citations', async () => {
    const { send, lastEvents } = await open(server)
    await send("I'm Jack, 30301")
    const { response, body } = await send('Do I have to take off my wedding ring?')
    expect(response).toMatch(/wedding ring comes off too.*\[1\]/s)
    expect(body.node_id).toBe('mri_qa_conversation')
    const [found] = of(await lastEvents(), 'sources-found')
    expect(found).toMatchObject({ outcome: 'found' })
    expect(found?.sources[0]).toMatchObject({ title: 'metal-and-implants', place: expect.stringMatching(/Jewelry/) })
  })

  test.each([
    ['How long does a scan take?', /20 to 45 minutes/],
    ['Can I eat before the scan?', /empty stomach|eat and drink as always/],
    ['I have a pacemaker, can I be scanned?', /MR conditional|pacemaker/],
    ['Is it dangerous when I am pregnant?', /unborn child|pregnan/],
    ['Who tells me the results?', /radiologist/],
  ])('%s', async (question, answer) => {
    const { send } = await open(server)
    await send("I'm Jack, 30301")
    expect((await send(question)).response).toMatch(answer)
  })

  test('a question that refers back is looked up with what it refers to', async () => {
    const { send, lastEvents } = await open(server)
    await send("I'm Jack, 30301")
    await send('How long may children go without food before the scan?')
    expect((await send('and drinks?')).response).toMatch(/no clear drinks for two/)
    expect(of(await lastEvents(), 'sources-found')[0]?.query).toMatch(/children.*and drinks/)
  })

  test('what the documents do not hold is said not to be there', async () => {
    const { send, lastEvents } = await open(server)
    await send("I'm Jack, 30301")
    expect((await send('Who won the football world cup in 1998?')).response).toMatch(/^The documents do not say\./)
    expect(of(await lastEvents(), 'sources-found')).toMatchObject([{ outcome: 'not-said' }])
  })

  test('small talk is answered in the agent’s own words, and nothing is looked up', async () => {
    const { send, lastEvents } = await open(server)
    await send("I'm Jack, 30301")
    expect((await send('who are you?')).response).toMatch(/^I'm Nancy from MRI Support, an automated assistant/)
    expect((await send('thanks')).response).toMatch(/^You're welcome/)
    expect(of(await lastEvents(), 'sources-found').filter(({ outcome }) => outcome !== 'skipped')).toEqual([])
  })

  test.each([
    ['Where are you located?', /12 Sample Street/],
    ['What is your address?', /12 Sample Street/],
    ['When are you open?', /Monday to Friday/],
  ])('the landing agent is asked: %s', async (message, answer) => {
    await untilRead(server, 'visiting-us', 1)
    const { body: session } = await call(server.url, 'POST', '/api/chats/sessions/', {})
    const { session_id } = session
    const { body } = await call(server.url, 'POST', '/api/chats/messages/chat/', { session_id, message })
    expect(body.response).toMatch(answer)
  })

  test('a wish for an appointment still goes its way', async () => {
    const { send } = await open(server)
    await send("I'm Jack, 30301")
    expect((await send("I'd like to schedule an appointment")).body.node_id).toBe('scheduling')
  })
})

describe('with a model', () => {
  let server: RunningServer
  let provider: FakeProvider
  let folder = ''
  let drop = async () => {}

  beforeAll(async () => {
    const database = await freshDatabase()
    drop = database.drop
    provider = await startFakeProvider()
    folder = await mkdtemp(join(tmpdir(), 'parley-prices-'))
    const prices = join(folder, 'prices.json')
    await writeFile(prices, '{"test-model": {"inputPerMillion": 2, "outputPerMillion": 10}}')
    server = await startServer({
      ...{ DATABASE_URL: database.url, LANGUAGE: 'auto', OPENAI_BASE_URL: provider.baseUrl },
      ...{ OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'test-model' },
      MODEL_PRICES: prices,
    })
    await untilRead(server)
  }, 90_000)

  afterAll(async () => {
    await server.stop()
    await provider.close()
    await drop()
    await rm(folder, { recursive: true })
  })

  test('it answers from the same passages, and the trace shows every call with purpose, tokens, time and cost', async () => {
    const say = (text: string) => ({
      kind: 'text' as const,
      chunks: [text],
      usage: { prompt_tokens: 100, completion_tokens: 10 },
    })
    const know = (value: object) => say(JSON.stringify(value))
    const named = (value: string) => ({ value, quote: value, confidence: 0.99 })
    provider.answer(say("Hi, I'm Nancy."))
    const { send, lastEvents } = await open(server)
    provider.answer(
      know({ global_intents: [] }),
      know({ variables: { first_name: named('Jack'), zip_code: named('30301') } }),
    )
    await send("I'm Jack, 30301")
    const before = provider.requests.length
    provider.answer(
      know({
        intents: [],
        global_intents: [],
        search: { needed: true, query: 'Must a wedding ring come off for an MRI?' },
      }),
      say('Yes, it comes off too [1].'),
    )
    const { response } = await send('Do I have to take off my wedding ring?')
    expect(response).toBe('Yes, it comes off too [1].')
    const [understood, answered] = provider.requests.slice(before).map(({ body }) => JSON.stringify(body))
    expect(understood).toContain('Do I have to take off my wedding ring?')
    expect(answered).toContain('<passages>')
    expect(answered).toContain('A wedding ring comes off too')
    const events = await lastEvents()
    expect(of(events, 'sources-found')).toMatchObject([
      { outcome: 'found', query: 'Must a wedding ring come off for an MRI?' },
    ])
    const calls = of(events, 'model-call').map(({ call }) => call)
    expect(calls.map(({ purpose }) => purpose)).toEqual(['understand', 'reply'])
    for (const { ms, cost, inputTokens, outputTokens } of calls) {
      expect(ms).toBeGreaterThanOrEqual(0)
      expect(cost).toBeCloseTo((100 * 2 + 10 * 10) / 1_000_000)
      expect([inputTokens, outputTokens]).toEqual([100, 10])
    }
  })
})
