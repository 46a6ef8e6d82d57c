// Contract 1, endpoint by endpoint and status by status, over the real rows.
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/errors'
import { defaultScript } from '@/lib/language/scripted/default-script'
import type { Script } from '@/lib/language/scripted/script'
import { demoAgentId, demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'
import { ends, prompts, says } from '@/test/flow'

const sessions = '/api/chat/sessions'
const demo = { tenant_id: demoTenantId, agent_id: demoAgentId }
const otherTenant = '11111111-1111-4111-8111-111111111111'
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

async function opened(options: Parameters<typeof api>[0] = {}) {
  const server = await api(options)
  const session = (await server.call('POST', sessions, demo)).body
  const path = `${sessions}/${session.session_id}`
  const send = (content: string, how = {}) => server.call('POST', `${path}/messages`, { content }, how)
  return { ...server, session, path, send }
}

async function imported(server: Awaited<ReturnType<typeof api>>, id: string, nodes: object[], workflow = {}) {
  const first = nodes[0]
  const initial_node = first && 'id' in first ? first.id : ''
  const agent_json = { agent: { id, name: id }, workflow: { initial_node, nodes, ...workflow } }
  const answer = await server.call('POST', '/admin/agents/import', { tenant_id: demoTenantId, agent_json })
  expect(answer.body).toMatchObject({ success: true })
  return { tenant_id: demoTenantId, agent_id: id }
}

describe('POST /api/chat/sessions', () => {
  describe('201', () => {
    test('has every field of the contract, of the demo agent', async () => {
      const server = await api()
      const { status, body } = await server.call('POST', sessions, {
        ...demo,
        metadata: { user_id: 'user123', channel: 'web' },
      })
      expect(status).toBe(201)
      expect(Object.keys(body).sort()).toEqual(
        [
          ...[
            'session_id',
            'conversation_id',
            'status',
            'node_id',
            'node_name',
            'initial_node_id',
            'initial_node_name',
          ],
          ...['transitions', 'agent_config_version', 'is_active_version', 'initial_message', 'created_at'],
        ].sort(),
      )
      expect(body).toMatchObject({
        status: 'active',
        node_name: 'Wait for User Info',
        initial_node_name: 'Static Greeting',
        agent_config_version: 1,
        is_active_version: true,
      })
      expect(
        body.transitions.map((t: { from_node_name: string; to_node_name: string; condition: string }) => [
          t.from_node_name,
          t.to_node_name,
          t.condition,
        ]),
      ).toEqual([
        ['Static Greeting', 'Dynamic Greeting', 'always'],
        ['Dynamic Greeting', 'Wait for User Info', 'always'],
      ])
      expect(body.initial_message).toMatch(/MRI Eligibility Support/)
      expect(body.session_id).toMatch(/^text_[\w-]{22}$/)
      expect(body.created_at).toMatch(iso)
    })

    test('a version that is not active can be tried', async () => {
      const { body } = await (await api()).call('POST', sessions, { ...demo, version: 2 })
      expect(body).toMatchObject({
        agent_config_version: 2,
        is_active_version: false,
        initial_node_id: 'fast_disclaimer',
        node_id: 'collect_info',
      })
    })

    test('initial_message is null where the agent waits silently', async () => {
      const server = await api()
      const silent = await imported(server, 'silent', [says('a', 'Hello', [['user_responded', 'end']]), ends()])
      const { body } = await server.call('POST', sessions, silent)
      expect(body).toMatchObject({ initial_message: null, transitions: [], node_id: 'a', initial_node_id: 'a' })
    })

    test('equal requests are different visitors', async () => {
      const server = await api()
      const [one, two] = [await server.call('POST', sessions, demo), await server.call('POST', sessions, demo)]
      expect(one.body.session_id).not.toBe(two.body.session_id)
    })

    test('an Idempotency-Key joins them', async () => {
      const server = await api()
      const how = { headers: { 'idempotency-key': 'visit-1' } }
      const first = await server.call('POST', sessions, demo, how)
      const again = await server.call('POST', sessions, demo, how)
      expect(again.body).toEqual(first.body)
      expect((await server.call('POST', sessions, { ...demo, version: 2 }, how)).status).toBe(422)
    })

    test('a tenant key opens sessions of its own tenant', async () => {
      const server = await api()
      await server.addTenant(otherTenant, 'other-tenant-key')
      const agent_json = { agent: { id: 'mine', name: 'Mine' }, workflow: { initial_node: 'end', nodes: [ends()] } }
      const how = { key: 'other-tenant-key' }
      await server.call('POST', '/admin/agents/import', { tenant_id: otherTenant, agent_json }, how)
      expect((await server.call('POST', sessions, { tenant_id: otherTenant, agent_id: 'mine' }, how)).status).toBe(201)
    })
  })

  describe('401', () => {
    test.each([
      ['no headers', { headers: { 'x-signature': '', 'x-timestamp': '' } }],
      ['another key', { key: 'not-the-key' }],
      ['another path', { signedPath: '/api/chat/session' }],
      ['an old timestamp', { timestamp: '1764152000' }],
      ['a future timestamp', { timestamp: '1764154000' }],
      ['a timestamp in milliseconds', { timestamp: '1764153000400' }],
    ])('%s', async (_, how) => {
      const answer = await (await api()).call('POST', sessions, demo, how)
      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({
        code: 'UNAUTHORIZED',
        message: expect.any(String),
        detail: expect.any(String),
      })
    })

    test('comes before any word about the body', async () => {
      const { status, body } = await (await api()).call('POST', sessions, { nonsense: true }, { key: 'wrong-key-here' })
      expect(status).toBe(401)
      expect(body.problems).toBeUndefined()
    })
  })

  describe('404', () => {
    test.each([
      ['an unknown agent', { ...demo, agent_id: '00000000-0000-4000-8000-000000000000' }],
      ['an unknown name', { ...demo, agent_id: 'nobody' }],
      ['an unknown tenant', { ...demo, tenant_id: otherTenant }],
      ['an unknown version', { ...demo, version: 99 }],
    ])('%s', async (_, body) => {
      expect((await (await api()).call('POST', sessions, body)).status).toBe(404)
    })

    test('another tenant looks the same as an unknown agent', async () => {
      const server = await api()
      await server.addTenant(otherTenant, 'other-tenant-key')
      const { status, body } = await server.call('POST', sessions, demo, { key: 'other-tenant-key' })
      expect([status, body.message]).toEqual([404, 'Agent not found'])
    })
  })

  describe('422', () => {
    test.each([
      ['no tenant', { agent_id: demoAgentId }],
      ['a tenant that is no UUID', { ...demo, tenant_id: 'demo' }],
      ['version 0', { ...demo, version: 0 }],
      ['a version in words', { ...demo, version: 'one' }],
      ['metadata that is no object', { ...demo, metadata: [] }],
    ])('%s', async (_, body) => {
      const answer = await (await api()).call('POST', sessions, body)
      expect(answer.status).toBe(422)
      expect(answer.body.problems.length).toBeGreaterThan(0)
    })
  })

  test('a model that fails in the opening leaves no session behind', async () => {
    const fails = new AppError('MODEL_UNAVAILABLE', 'The model does not answer.')
    const server = await api({ script: { reply: () => ({ fails }) } })
    const greeter = await imported(server, 'greeter', [prompts('a', 'Greet', [], { proactive: true }), ends()])
    const { status, body } = await server.call('POST', sessions, greeter)
    expect([status, body.code]).toEqual([503, 'MODEL_UNAVAILABLE'])
  })
})

describe('POST /api/chat/sessions/{session_id}/messages', () => {
  describe('200', () => {
    test("the contract's terminal example", async () => {
      const { send } = await opened()
      const { status, body } = await send('My name is Jack and my zip code is 30301')
      expect(status).toBe(200)
      expect(Object.keys(body).sort()).toEqual(
        [
          ...[
            'response',
            'node_id',
            'node_name',
            'previous_node_id',
            'previous_node_name',
            'transitions',
            'transition',
          ],
          ...['extracted_variables', 'session_ended', 'turn_number', 'latency_ms'],
        ].sort(),
      )
      expect(body).toMatchObject({
        previous_node_name: 'Wait for User Info',
        node_name: 'MRI Q&A Conversation',
        node_id: 'mri_qa_conversation',
        extracted_variables: { first_name: 'Jack', zip_code: '30301' },
        session_ended: false,
        turn_number: 1,
      })
      expect(body.response).toMatch(/Jack/)
      expect(body.transitions.map((t: { condition: string }) => t.condition)).toEqual([
        'user_responded',
        'variables_extracted:first_name,zip_code',
        'always',
      ])
      expect(body.transition).toEqual(body.transitions.at(-1))
    })

    test('an intent leads to scheduling, which answers', async () => {
      const { send } = await opened()
      await send('My name is Jack and my zip code is 30301')
      const { body } = await send("I'd like to schedule an appointment")
      expect(body).toMatchObject({ node_id: 'scheduling', turn_number: 2 })
      expect(body.transition.condition).toBe('intent:schedule_appointment')
      expect(body.response).not.toBe('')
    })

    test('without a transition: transition null, extracted_variables null', async () => {
      const server = await api()
      const plain = await imported(server, 'plain', [says('a', 'Hello again'), ends()])
      const { session_id } = (await server.call('POST', sessions, plain)).body
      const { body } = await server.call('POST', `${sessions}/${session_id}/messages`, { content: 'hi' })
      expect(body).toMatchObject({
        response: 'Hello again',
        transition: null,
        transitions: [],
        extracted_variables: null,
        latency_ms: 0,
        node_id: 'a',
        previous_node_id: 'a',
      })
    })

    test('session_ended at an end_call node', async () => {
      const server = await api()
      const brief = await imported(server, 'brief', [
        says('a', 'Hi', [['user_responded', 'end']]),
        ends('end', { static_text: 'Bye' }),
      ])
      const { session_id } = (await server.call('POST', sessions, brief)).body
      const { body } = await server.call('POST', `${sessions}/${session_id}/messages`, { content: 'x' })
      expect(body).toMatchObject({ response: 'Bye', session_ended: true })
      expect((await server.call('GET', `${sessions}/${session_id}`)).body.status).toBe('completed')
    })

    test('a request played again gets the first answer', async () => {
      const { send } = await opened()
      const first = await send('hello')
      expect((await send('hello')).body).toEqual(first.body)
    })

    test('10,000 characters are heard, counted as people count them', async () => {
      const { send } = await opened()
      expect((await send('😀'.repeat(10_000))).status).toBe(200)
    })

    test('the name of an older configuration works as agent_id', async () => {
      const server = await api()
      const named = await imported(server, 'front_office', [says('a', 'Hello', [], { proactive: true }), ends()])
      expect((await server.call('POST', sessions, named)).body.initial_message).toBe('Hello')
    })
  })

  test('401: a wrong signature', async () => {
    expect((await (await opened()).send('hi', { key: 'wrong-key-here' })).status).toBe(401)
  })

  test('404: an unknown session, and another tenant’s the same', async () => {
    const { call, addTenant, path } = await opened()
    await addTenant(otherTenant, 'other-tenant-key')
    const unknown = await call('POST', `${sessions}/text_unknown/messages`, { content: 'hi' })
    const foreign = await call('POST', `${path}/messages`, { content: 'hi' }, { key: 'other-tenant-key' })
    expect([unknown.status, unknown.body.message]).toEqual([404, 'Session not found'])
    expect([foreign.status, foreign.body.message]).toEqual([404, 'Session not found'])
  })

  test('410: ended, idled out, or in error', async () => {
    const ended = await opened()
    await ended.call('DELETE', ended.path)
    expect((await ended.send('hi')).status).toBe(410)
    const idle = await opened()
    idle.clock.advance(1_800_000)
    const { status, body } = await idle.send('hi')
    expect([status, body.code]).toEqual([410, 'GONE'])
    expect((await idle.call('GET', idle.path)).body.status).toBe('abandoned')
  })

  test('422: content that is missing, empty or too long', async () => {
    const { call, path } = await opened()
    for (const body of [{}, { content: '' }, { content: 7 }, { content: 'x'.repeat(10_001) }])
      expect((await call('POST', `${path}/messages`, body)).status).toBe(422)
  })

  test('503: a model that does not answer, and the message is kept for the retry', async () => {
    let broken = true
    const fails = new AppError('MODEL_UNAVAILABLE', 'The model does not answer.')
    const server = await api({ script: { reply: () => (broken ? { fails } : 'Here I am') } })
    const talker = await imported(server, 'talker', [prompts('a', 'Talk'), ends()])
    const { session_id } = (await server.call('POST', sessions, talker)).body
    const send = () => server.call('POST', `${sessions}/${session_id}/messages`, { content: 'hi' })
    expect((await send()).status).toBe(503)
    broken = false
    expect((await send()).body).toMatchObject({ response: 'Here I am', turn_number: 1 })
  })
})

describe('GET /api/chat/sessions/{session_id}', () => {
  test('200: every field of the contract', async () => {
    const { call, path, send, session } = await opened()
    await send('My name is Jack and my zip code is 30301')
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    expect(body).toEqual({
      session_id: session.session_id,
      conversation_id: session.conversation_id,
      status: 'active',
      node_id: 'mri_qa_conversation',
      node_name: 'MRI Q&A Conversation',
      turns: 1,
      transition_count: 5,
      collected_data: { first_name: 'Jack', zip_code: '30301' },
      created_at: session.created_at,
      updated_at: expect.stringMatching(iso),
      ended_at: null,
    })
  })

  test('200 with and without a trailing slash, the path signed as it was sent', async () => {
    const { call, path } = await opened()
    expect((await call('GET', `${path}/`)).status).toBe(200)
    expect((await call('GET', `${path}/`, undefined, { signedPath: path })).status).toBe(401)
  })

  test('401 and 404', async () => {
    const { call, path } = await opened()
    expect((await call('GET', path, undefined, { key: 'wrong-key-here' })).status).toBe(401)
    expect((await call('GET', `${sessions}/text_unknown`)).status).toBe(404)
  })
})

describe('DELETE /api/chat/sessions/{session_id}', () => {
  test('200: the totals, and the same again', async () => {
    const { call, path, send, session } = await opened()
    await send('My name is Jack and my zip code is 30301')
    const { status, body } = await call('DELETE', path)
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      conversation_id: session.conversation_id,
      final_node_id: 'mri_qa_conversation',
      final_node_name: 'MRI Q&A Conversation',
      total_turns: 1,
      total_transitions: 5,
    })
    expect((await call('DELETE', path)).body).toEqual(body)
    const read = (await call('GET', path)).body
    expect(read.status).toBe('completed')
    expect(read.ended_at).toMatch(iso)
  })

  test('401 and 404', async () => {
    const { call, path } = await opened()
    expect((await call('DELETE', path, undefined, { key: 'wrong-key-here' })).status).toBe(401)
    expect((await call('DELETE', `${sessions}/text_unknown`)).status).toBe(404)
  })
})

describe('all of them', () => {
  test('405 with Allow for a wrong method', async () => {
    const { call, path } = await opened()
    const { status, headers } = await call('PATCH', path, {})
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE'])
  })

  test('500 says nothing of its cause, and its request_id finds it in the log', async () => {
    const reply: Script['reply'] = ({ history }) => {
      if (history.some(({ content }) => content === 'a question')) throw new Error('secret detail')
      return 'fine'
    }
    const server = await opened({ script: { ...defaultScript, reply } })
    await server.send('My name is Jack and my zip code is 30301')
    const { status, body } = await server.send('a question')
    expect([status, body.code, body.message]).toEqual([500, 'SERVER_ERROR', 'Internal server error'])
    expect(body.request_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(body)).not.toMatch(/secret/)
  })
})

describe('the why', () => {
  test('each turn lists what was looked at, with outcome and evidence', async () => {
    const { call, send, session } = await opened()
    await send('My name is Jack and my zip code is 30301')
    const { status, body } = await call('GET', `/api/admin/conversations/${session.conversation_id}/turns?last=1`)
    expect(status).toBe(200)
    expect(body.turns).toHaveLength(1)
    const weighed = body.turns[0].events.filter((event: { type: string }) => event.type === 'transitions-weighed')
    expect(weighed[0].weighed.some((one: { outcome: string }) => one.outcome === 'taken')).toBe(true)
    expect(body.turns[0].messages[0]).toMatchObject({
      role: 'user',
      content: 'My name is Jack and my zip code is 30301',
    })
  })

  test("another tenant's conversation is unknown", async () => {
    const { call, session, addTenant } = await opened()
    await addTenant(otherTenant, 'other-tenant-key')
    const path = `/api/admin/conversations/${session.conversation_id}/turns`
    expect((await call('GET', path, undefined, { key: 'other-tenant-key' })).status).toBe(404)
  })
})

describe("the contract's log patterns at DEBUG", () => {
  test('all ten appear, and none carries what the visitor said', async () => {
    const lines: [string, unknown][] = []
    const write = (message: string, fields?: unknown) => {
      lines.push([message, fields])
    }
    const log = { debug: write, info: write, warn: write, error: write, child: () => log }
    const { send, call, path } = await opened({ log })
    await send('My name is Jack and my zip code is 30301')
    await send("I'd like to schedule an appointment")
    await call('DELETE', path)
    const messages = new Set(lines.map(([message]) => message))
    for (const pattern of [
      ...['📱 Text session created', '📥 User message', '➡️ TRANSITION', '🤖 Generated LLM response', 'Pattern match'],
      ...['Intent classification', '📝 Variable substitution', '🔍 Batch Extracting', '✅ Batch extraction completed'],
      '🏁 Session ended',
    ])
      expect(messages, pattern).toContain(pattern)
    expect(JSON.stringify(lines)).not.toMatch(/Jack|30301/)
  })
})
