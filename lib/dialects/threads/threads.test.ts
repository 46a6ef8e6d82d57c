// Contract 3, grouped by status, over the real rows.
import { describe, expect, test } from 'vitest'
import { startConversation } from '@/lib/conversations/start-conversation'
import { tenant } from '@/lib/domain/scope'
import type { Script } from '@/lib/language/scripted/script'
import { demoAgentId, demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

const dataTools = {
  describeData: async () => ({ schema: { tables: [] }, identity: null }),
  callTool: async () => ({ output: 'Updated user name to Frank Harris.', isError: false, variables: {} }),
}

/** Calls the tool once, as the published example does, and then speaks. */
const naming: Script = {
  modelName: 'gemini-2.5-flash',
  reply: ({ toolRounds }) =>
    toolRounds.length > 0
      ? 'Hello Frank! How can I help you today?'
      : { toolCalls: [{ id: 'call_12345', name: 'update_user_name', args: nameArgs }] },
}
const nameArgs = { new_first_name: 'Frank', new_last_name: 'Harris' }

async function server(options: Parameters<typeof api>[0] = {}) {
  const made = await api({ dataTools, ...options })
  const chat = (message: unknown, more: object = {}, headers: Record<string, string> = {}) =>
    made.call('POST', '/chat', { message, ...more }, { headers })
  return { ...made, chat }
}

describe('200', () => {
  test.each(['/', '/health'])('GET %s says that the server is up', async (path) => {
    const { call } = await server()
    expect(await call('GET', path)).toMatchObject({ status: 200, body: { status: 'healthy', agent_name: 'sql_agent' } })
  })

  test('a message is answered as the contract shows it', async () => {
    const { chat } = await server({ script: naming })
    const { status, body } = await chat('im frank harris')
    expect(status).toBe(200)
    expect(body).toEqual({
      response: 'Hello Frank! How can I help you today?',
      thread_id: expect.stringMatching(uuid),
      message_id: expect.any(String),
      timestamp: expect.stringMatching(iso),
      debug_info: {
        step_count: 3,
        tool_calls: [
          {
            tool_name: 'update_user_name',
            args: nameArgs,
            tool_call_id: 'call_12345',
            output: 'Updated user name to Frank Harris.',
          },
        ],
        model_name: 'gemini-2.5-flash',
      },
    })
  })

  test('in guarded exposure what tools were told and answered stays inside', async () => {
    const { chat } = await server({ script: naming, exposure: 'guarded' })
    expect((await chat('im frank harris')).body.debug_info.tool_calls).toEqual([
      { tool_name: 'update_user_name', args: {}, tool_call_id: 'call_12345', output: null },
    ])
  })

  test('messages are listed oldest first, what tools answered among them, and counted', async () => {
    const { call, chat } = await server({ script: naming })
    const { thread_id, message_id } = (await chat('im frank harris')).body
    const { body } = await call('GET', `/threads/${thread_id}/messages`)
    expect(body).toMatchObject({ thread_id, total: 3, limit: 50, offset: 0 })
    expect(body.messages).toEqual([
      { id: expect.any(String), role: 'user', content: 'im frank harris', timestamp: expect.stringMatching(iso) },
      {
        id: expect.any(String),
        role: 'tool',
        content: expect.stringMatching(/^Updated/),
        timestamp: expect.any(String),
      },
      {
        id: message_id,
        role: 'assistant',
        content: expect.stringMatching(/^Hello Frank/),
        timestamp: expect.any(String),
      },
    ])
    expect((await call('GET', `/threads/${thread_id}`)).body).toMatchObject({ message_count: 3 })
    const page = await call('GET', `/threads/${thread_id}/messages?limit=1&offset=2`)
    expect(page.body).toMatchObject({ total: 3, limit: 1, offset: 2, messages: [{ role: 'assistant' }] })
  })

  test('what tools answered is no message of the model’s history', async () => {
    const { chat, language } = await server({ script: naming })
    const { thread_id } = (await chat('im frank harris')).body
    await chat('thanks', { thread_id })
    expect(language.replies.at(-1)?.history.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  })

  test('a thread takes its title from the first message, the most active one is listed first', async () => {
    const { call, chat, clock } = await server()
    const first = (await chat('im frank harris')).body.thread_id
    clock.advance(1000)
    const second = (await chat('x'.repeat(60))).body.thread_id
    clock.advance(1000)
    await chat('again', { thread_id: first })
    const { body } = await call('GET', '/threads')
    expect(body).toMatchObject({ total: 2, limit: 20, offset: 0 })
    expect(body.threads).toEqual([
      {
        thread_id: first,
        created_at: expect.stringMatching(iso),
        last_activity: expect.stringMatching(iso),
        title: 'Im frank harris',
        message_count: 4,
      },
      expect.objectContaining({ thread_id: second, title: `X${'x'.repeat(46)}...` }),
    ])
    expect((await call('GET', '/threads?limit=1&offset=1')).body).toMatchObject({
      total: 2,
      threads: [{ thread_id: second }],
    })
  })

  test('an unknown id makes a thread under it; in guarded exposure only a UUID does', async () => {
    const open = await server()
    expect((await open.chat('hello', { thread_id: 'my-thread' })).body.thread_id).toBe('my-thread')
    const guarded = await server({ exposure: 'guarded' })
    const own = crypto.randomUUID()
    expect((await guarded.chat('hello', { thread_id: own })).body.thread_id).toBe(own)
    expect((await guarded.chat('hello', { thread_id: 'my-thread' })).body.thread_id).toMatch(uuid)
  })

  test('a chat made through another door is a thread under its UUID; a signed session is none', async () => {
    const { call, ports } = await server()
    const { id } = (await call('POST', '/api/chats/sessions/', {})).body
    expect((await call('GET', `/threads/${id}`)).body).toMatchObject({ thread_id: id, title: 'New Conversation' })
    const signed = await startConversation(ports, tenant(demoTenantId), {
      ...{
        tenantId: demoTenantId,
        agentId: demoAgentId,
        version: undefined,
        dialect: 'sessions',
        externalId: 'text_1',
      },
      ...{ access: 'tenant', metadata: {}, idempotency: null },
    })
    expect((await call('GET', `/threads/${signed.conversation.id}`)).status).toBe(404)
    expect((await call('GET', '/threads')).body.threads).toHaveLength(1)
  })

  test('in guarded exposure lists show the caller’s own; an id that cannot be guessed opens its one thread', async () => {
    const { call, chat } = await server({ exposure: 'guarded' })
    const { body, headers } = await chat('hello')
    const own = { headers: { 'x-parley-visitor': headers.get('x-parley-visitor') ?? '' } }
    expect((await call('GET', '/threads', undefined, own)).body).toMatchObject({ total: 1 })
    expect((await call('GET', '/threads')).body).toMatchObject({ threads: [], total: 0 })
    expect((await call('GET', `/threads/${body.thread_id}`)).status).toBe(200)
  })

  test('a thread is deleted with its messages, and its id never comes back', async () => {
    const { call, chat } = await server()
    await chat('hello', { thread_id: 'gone' })
    const { body } = await call('DELETE', '/threads/gone')
    expect(body).toEqual({ thread_id: 'gone', status: 'deleted', message: 'Thread deleted successfully' })
    expect((await call('GET', '/threads/gone')).status).toBe(404)
    expect((await chat('hello', { thread_id: 'gone' })).body.thread_id).toMatch(uuid)
  })

  test('the same Idempotency-Key is the same message in the same thread', async () => {
    const { call, chat } = await server()
    const how = { 'idempotency-key': 'once' }
    const first = await chat('hello', {}, how)
    expect((await chat('hello', {}, how)).body).toEqual(first.body)
    expect((await call('GET', '/threads')).body.total).toBe(1)
  })
})

describe('201', () => {
  test('a thread as the contract shows it', async () => {
    const { call } = await server()
    const { status, body } = await call('POST', '/threads', { title: 'My Conversation' })
    expect([status, body]).toEqual([
      201,
      {
        thread_id: expect.stringMatching(uuid),
        created_at: expect.stringMatching(iso),
        last_activity: expect.stringMatching(iso),
        title: 'My Conversation',
        message_count: 0,
      },
    ])
  })

  test.each([
    ['no body at all', undefined],
    ['an empty one', {}],
  ])('from %s', async (_, body) => {
    const { call } = await server()
    expect(await call('POST', '/threads', body)).toMatchObject({ status: 201, body: { title: 'New Conversation' } })
  })

  test('under an id of one’s own, with the greeting of no agent in it', async () => {
    const { call } = await server()
    expect((await call('POST', '/threads', { thread_id: 'optional-custom-id' })).body.thread_id).toBe(
      'optional-custom-id',
    )
    expect((await call('GET', '/threads/optional-custom-id/messages')).body.messages).toEqual([])
  })
})

describe('400', () => {
  test.each<[string, string, unknown]>([
    ['POST', '/chat', {}],
    ['POST', '/chat', { message: ' ' }],
    ['POST', '/chat', { message: 'hello', thread_id: 'no spaces' }],
    ['POST', '/chat', { message: 'x'.repeat(10_001) }],
    ['POST', '/chat', '{"message": '],
    ['POST', '/threads', { thread_id: 'x'.repeat(129) }],
    ['GET', '/threads?limit=101', undefined],
    ['GET', '/threads?offset=-1', undefined],
    ['GET', '/threads?limit=ten', undefined],
  ])('%s %s %j', async (method, path, body) => {
    const { call } = await server()
    const answer = await call(method, path, body)
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/^Invalid request: ./) } })
  })
})

describe('404', () => {
  test.each([
    ['GET', '/threads/unknown'],
    ['GET', '/threads/unknown/messages'],
    ['DELETE', '/threads/unknown'],
  ])('%s %s', async (method, path) => {
    const { call } = await server()
    expect(await call(method, path)).toMatchObject({ status: 404, body: { detail: 'Thread not found' } })
  })
})

test('409: an id that is taken', async () => {
  const { call } = await server()
  await call('POST', '/threads', { thread_id: 'mine' })
  expect(await call('POST', '/threads', { thread_id: 'mine' })).toMatchObject({ status: 409 })
})

describe('500', () => {
  test('a failing agent is said to be one, and the message is kept', async () => {
    const { call, chat } = await server({ script: { reply: () => ({ fails: new Error('secret detail') }) } })
    const { status, body } = await chat('hello', { thread_id: 'kept' })
    expect([status, body.detail]).toEqual([500, expect.stringMatching(/^Agent error: /)])
    expect(JSON.stringify(body)).not.toMatch(/secret detail/)
    expect((await call('GET', '/threads/kept/messages')).body.messages).toMatchObject([
      { role: 'user', content: 'hello' },
    ])
  })
})

describe('504', () => {
  test('past the limit the model is cancelled, the message kept, and no answer comes late', async () => {
    const { call, chat } = await server({
      script: { reply: () => ({ text: 'I am', hangs: true }) },
      agentTimeoutMs: 50,
    })
    const { status, body } = await chat('hello', { thread_id: 'slow' })
    expect([status, body]).toMatchObject([
      504,
      { detail: 'Request timeout. The agent took too long to respond. Please try again.' },
    ])
    expect((await call('GET', '/threads/slow/messages')).body.messages).toMatchObject([
      { role: 'user', content: 'hello' },
    ])
  })
})
