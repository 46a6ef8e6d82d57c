// Contract 5's chat calls, over the real rows.
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/errors'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'
import { ends, prompts, says } from '@/test/flow'

const chat = '/api/chats/messages/chat/'
const stream = '/api/chats/messages/chat/stream/'
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

type Frame = { id: string; data: Record<string, unknown> }

async function server(
  reply: NonNullable<Parameters<typeof api>[0]>['script'] = { reply: () => 'Answer 😀.', deltaLength: 3 },
) {
  const made = await api({ script: reply })
  const nodes = [
    prompts('talk', 'Talk.', [['user_responded', 'again']]),
    prompts('again', 'Talk.', [['always', 'more']], { proactive: true }),
    says('more', 'And more?', [['contains:bye', 'end']], { proactive: true }),
    ends(),
  ]
  const agent_json = { agent: { id: 'two', name: 'two' }, workflow: { initial_node: 'talk', nodes } }
  await made.call('POST', '/admin/agents/import', { tenant_id: demoTenantId, agent_json })
  const { body: session } = await made.call('POST', '/api/chats/sessions/', { metadata: { agent_id: 'two' } })
  const read = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const sent = body ? { body: JSON.stringify(body) } : {}
    const head = { 'content-type': 'application/json', ...headers }
    const response = await made.handle(new Request(`http://parley.test${path}`, { method, headers: head, ...sent }))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    return frames(await response.text())
  }
  const say = (message: string, headers = {}) =>
    read('POST', stream, { message, session_id: session.session_id }, headers)
  const list = async () => (await made.call('GET', `/api/chats/messages/?session_id=${session.session_id}`)).body
  return { ...made, session, read, say, list }
}

function frames(text: string): Frame[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((block) => {
      const [, data = '', id = ''] = /^data: (.*)\nid: (.*)$/.exec(block) ?? []
      return { data: JSON.parse(data), id }
    })
}

const textOf = (read: readonly Frame[]) => read.map(({ data }) => data.chunk).join('')

describe('200', () => {
  test('the whole answer in one body, its parts joined by a space, as they are listed', async () => {
    const { call, session, list } = await server()
    const { status, body } = await call('POST', chat, { message: 'Hello', session_id: session.session_id })
    expect([status, Object.keys(body)]).toEqual([200, ['response', 'session_id', 'message_id', 'response_id']])
    expect(body).toMatchObject({ response: 'Answer 😀. And more?', session_id: session.session_id })
    expect((await list()).map(({ id, message }: { id: string; message: string }) => [id, message])).toEqual([
      [body.message_id, 'Hello'],
      [body.response_id, body.response],
    ])
  })

  test('a stream has the contract’s frames, and its text is what is stored', async () => {
    const { say, list } = await server()
    const read = await say('Hello')
    const last = read.at(-1)?.data
    const [asked, answered] = await list()
    expect(read.slice(0, -1).map(({ data }) => data)).toEqual(
      read.slice(0, -1).map(({ data }) => ({ chunk: data.chunk, done: false, message_id: asked.id })),
    )
    expect(Object.entries(last ?? {})).toEqual([
      ...[
        ['chunk', ''],
        ['done', true],
        ['message_id', asked.id],
        ['response_id', answered.id],
      ],
    ])
    expect(asked.id).toMatch(uuid)
    expect([textOf(read), answered.message]).toEqual(['Answer 😀. And more?', 'Answer 😀. And more?'])
  })

  test('who left goes on after any event, by either id', async () => {
    const { say, read } = await server()
    const whole = await say('Hello')
    const last = whole.at(-1)?.data
    for (const id of [last?.message_id, last?.response_id])
      for (const [index, { id: place }] of whole.slice(0, -1).entries()) {
        const rest = await read('GET', `/api/chats/messages/${id}/stream/`, undefined, { 'last-event-id': place })
        expect(textOf(rest)).toBe(textOf(whole.slice(index + 1)))
        expect(rest.at(-1)).toEqual(whole.at(-1))
      }
  })

  test('a running answer is stopped by the id its first event carries, and what was said is kept', async () => {
    const { call, handle, session, list } = await server({ reply: () => ({ text: 'Half', hangs: true }) })
    const body = JSON.stringify({ message: 'Hello', session_id: session.session_id })
    const headers = { 'content-type': 'application/json' }
    const response = await handle(new Request(`http://parley.test${stream}`, { method: 'POST', headers, body }))
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = (await reader?.read())?.value ?? ''
    while (!heard.includes('Half')) heard += (await reader?.read())?.value ?? ''
    const path = `/api/chats/messages/${frames(heard).at(-1)?.data.message_id}/stop/`
    expect((await call('POST', path)).body).toEqual({ stopped: true })
    for (let more = await reader?.read(); more && !more.done; more = await reader?.read()) heard += more.value
    const [, answered] = await list()
    expect(frames(heard).at(-1)?.data).toMatchObject({ chunk: '', done: true, response_id: answered.id })
    expect([textOf(frames(heard)), answered.message]).toEqual(['Half', 'Half'])
    expect((await call('POST', path)).body).toEqual({ stopped: false })
  })

  test('one key is one turn, however its answer is read', async () => {
    const { call, session, say, list } = await server()
    const key = { 'idempotency-key': 'the-same' }
    const read = await say('Hello', key)
    const again = await say('Hello', key)
    expect([textOf(again), again.at(-1)]).toEqual([textOf(read), read.at(-1)])
    const { body } = await call('POST', chat, { message: 'Hello', session_id: session.session_id }, { headers: key })
    expect(body).toMatchObject({ response: textOf(read), response_id: read.at(-1)?.data.response_id })
    expect(await list()).toHaveLength(2)
  })

  test('a turn that fails ends the stream with its error, without an answer’s id', async () => {
    const fails = new AppError('MODEL_UNAVAILABLE', 'The model does not answer.')
    const { say } = await server({ reply: () => ({ text: 'Half', fails }) })
    const read = await say('Hello')
    expect(textOf(read)).toBe('Half')
    expect(read.at(-1)?.data).toEqual({
      ...{ chunk: '', done: true, error: 'The model does not answer.', code: 'MODEL_UNAVAILABLE' },
      message_id: expect.stringMatching(uuid),
    })
  })

  test('who stood in an attempt that failed is told so', async () => {
    let tries = 0
    const { say, read } = await server({
      reply: () => {
        tries += 1
        return tries === 1 ? { text: 'Half', fails: new AppError('TIMEOUT', 'late') } : 'Whole.'
      },
    })
    const [first] = await say('Hello')
    const again = await say('Hello')
    expect(textOf(again)).toBe('Whole. And more?')
    const path = `/api/chats/messages/${first?.data.message_id}/stream/`
    const rest = await read('GET', path, undefined, { 'last-event-id': first?.id ?? '' })
    expect(rest.map(({ data }) => [data.done, data.code])).toEqual([[true, 'CONFLICT']])
  })
})

describe('400', () => {
  test.each([
    [{ session_id: 'x' }, 'message'],
    [{ message: 'Hello' }, 'session_id'],
  ])('%j lacks %s', async (body, field) => {
    const { call } = await server()
    for (const path of [chat, stream]) {
      const answer = await call('POST', path, body)
      expect([answer.status, answer.body[field]]).toEqual([400, ['This field is required.']])
    }
  })

  test('a Last-Event-ID that is no place', async () => {
    const { call, say } = await server()
    const id = (await say('Hello'))[0]?.data.message_id
    const headers = { 'last-event-id': 'somewhere' }
    expect((await call('GET', `/api/chats/messages/${id}/stream/`, undefined, { headers })).status).toBe(400)
  })
})

describe('404', () => {
  test('a session or message that is not there', async () => {
    const { call } = await server()
    const body = { message: 'Hello', session_id: 'no-such-session' }
    for (const path of [chat, stream]) expect((await call('POST', path, body)).status).toBe(404)
    expect((await call('GET', `/api/chats/messages/${crypto.randomUUID()}/stream/`)).status).toBe(404)
    expect((await call('POST', `/api/chats/messages/${crypto.randomUUID()}/stop/`)).status).toBe(404)
  })

  test('a session that has expired', async () => {
    const { call, clock, session } = await server()
    clock.advance(25 * 60 * 60 * 1000)
    const answer = await call('POST', chat, { message: 'Hello', session_id: session.session_id })
    expect([answer.status, answer.body.detail]).toEqual([404, 'Session expired'])
  })
})

test('405: an EventSource, which can only GET, is told what to do', async () => {
  const { call } = await server()
  const answer = await call('GET', stream)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  expect(answer.body.detail).toMatch(/POST.*fetch/)
})
