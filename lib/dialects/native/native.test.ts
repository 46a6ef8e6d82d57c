import { describe, expect, test } from 'vitest'
import { agentIdFrom } from '@/lib/agents/agent-id-from'
import { endConversation } from '@/lib/conversations/end-conversation'
import { defaultAgentSettings } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import { demoAgentId, demoTenantId } from '@/prisma/seed/seed-demo'
import { nativeApi } from './test-native'

const frontDesk = agentIdFrom(demoTenantId, 'front_desk')
const unknownId = '019ab3c4-0000-7000-8000-000000000000'
const greeting = /^Hello, this is the front desk/
const noDebug = { ...defaultAgentSettings, debugAllowed: false }

describe('200', () => {
  test('the agents to talk to', async () => {
    const { ask } = await nativeApi()
    const { status, body } = await ask('GET', '/api/chat-agents')
    expect(status).toBe(200)
    expect(body.agents).toContainEqual({
      ...{ id: frontDesk, slug: 'front_desk', name: 'Front Desk', mode: 'embedded' },
      description: 'Opening hours, address and the way to the right helper.',
    })
  })

  test('an agent, by its id or its name, and how it greets', async () => {
    const { ask } = await nativeApi()
    const byName = await ask('GET', '/api/chat-agents/front_desk')
    expect(byName.body).toMatchObject({ id: frontDesk, greeting: expect.stringMatching(greeting), version: 1 })
    expect(await ask('GET', `/api/chat-agents/${frontDesk}`)).toEqual(byName)
  })

  test('debugging is allowed in open, and in guarded where the owner of the agent says so', async () => {
    const canDebug = async ({ ask }: Awaited<ReturnType<typeof nativeApi>>) =>
      (await ask('GET', '/api/chat-agents/front_desk')).body.can_debug
    const open = await nativeApi('open')
    await open.store.agents.setSettings(tenant(demoTenantId), demoTenantId, frontDesk, noDebug)
    expect(await canDebug(open)).toBe(true)
    const guarded = await nativeApi('guarded')
    expect(await canDebug(guarded)).toBe(true)
    await guarded.store.agents.setSettings(tenant(demoTenantId), demoTenantId, frontDesk, noDebug)
    expect(await canDebug(guarded)).toBe(false)
  })

  test('a conversation with what was said in it', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello there')
    const { status, body } = await api.ask('GET', talk.path)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: talk.id, title: 'Hello there', status: 'active', message_count: 3, running: null })
    expect(body).toMatchObject({ node: { id: 'listening' }, agent_id: frontDesk, agent_version: 1, can_debug: true })
    expect(body.messages).toMatchObject([
      { role: 'assistant', content: expect.stringMatching(greeting), source: 'static', stopped: false, sources: [] },
      { role: 'user', content: 'hello there', source: null },
      { role: 'assistant', content: 'You said: hello there', source: 'model', feedback: null },
    ])
    expect(body.messages[1].turn_id).toBe(body.messages[2].turn_id)
  })

  test('a conversation that has ended', async () => {
    const api = await nativeApi()
    const talk = await api.started()
    await endConversation(api.ports, tenant(demoTenantId), { id: talk.id })
    expect(await api.ask('GET', talk.path)).toMatchObject({ status: 200, body: { status: 'completed' } })
  })

  test('a turn that runs can be followed from its start, and its words are there already', async () => {
    const api = await nativeApi()
    const talk = await api.started()
    const loaded = await api.ports.store.loadForTurn(tenant(demoTenantId), { id: talk.id }, null)
    const at = api.clock.now()
    const turn = { id: api.ports.engine.newId(at), number: 2, attempt: 1, kind: 'input' as const, startedAt: at }
    const message = {
      id: api.ports.engine.newId(at),
      role: 'user' as const,
      content: 'hm',
      nodeId: null,
      latencyMs: null,
    }
    await api.ports.store.claimTurn(tenant(demoTenantId), {
      ...{ conversationId: talk.id, fence: loaded?.conversation.fence ?? 0, turn, idempotency: null },
      ...{ message: { ...message, createdAt: at }, owner: 'test', leaseMs: 15_000, ticket: null },
    })
    const { body } = await api.ask('GET', talk.path)
    expect(body.running).toEqual({ turn_id: turn.id, place: `${turn.id}.1.0` })
    expect(body.messages.at(-1)).toMatchObject({ content: 'hm', turn_id: turn.id })
  })

  test('a list has the newest activity first, page by page, without those in which nobody spoke', async () => {
    const api = await nativeApi()
    for (const words of ['one', 'two', 'three']) await api.talkAbout(words)
    await api.started()
    const first = await api.ask('GET', '/api/conversations?limit=2')
    expect(first.body.conversations.map(({ title }: { title: string }) => title)).toEqual(['Three', 'Two'])
    const second = await api.ask('GET', `/api/conversations?limit=2&before=${first.body.next}`)
    expect(second.body).toMatchObject({ conversations: [{ title: 'One', agent_name: 'Front Desk' }], next: null })
  })

  test('a list is searched by title and by what was said', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('where do you park?')
    await api.says(talk.id, 'thanks a lot')
    await api.talkAbout('good morning')
    const titles = async (q: string) =>
      (await api.ask('GET', `/api/conversations?q=${q}`)).body.conversations.map((c: { title: string }) => c.title)
    expect(await titles('PARK')).toEqual(['Where do you park?'])
    expect(await titles('thanks')).toEqual(['Where do you park?'])
    expect(await titles('')).toEqual(['Good morning', 'Where do you park?'])
    expect(await titles('nothing')).toEqual([])
  })

  test('a title that was given stays', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello')
    const renamed = await api.ask('PATCH', talk.path, { body: { title: '  Parking  ' } })
    expect(renamed).toMatchObject({ status: 200, body: { id: talk.id, title: 'Parking' } })
    await api.says(talk.id, 'more')
    expect((await api.ask('GET', talk.path)).body.title).toBe('Parking')
  })

  test('a hidden conversation comes back', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello')
    await api.ask('DELETE', talk.path)
    expect(await api.ask('POST', `${talk.path}/restore`)).toMatchObject({ status: 200, body: { id: talk.id } })
    expect((await api.ask('GET', '/api/conversations')).body.conversations).toHaveLength(1)
  })

  test('feedback is kept with its message, until it is taken back', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello')
    const last = (await api.ask('GET', talk.path)).body.messages.at(-1)
    const place = `${talk.path}/messages/${last.id}/feedback`
    const given = await api.ask('PUT', place, { body: { value: 'down', comment: 'Too short' } })
    expect(given).toMatchObject({ status: 200, body: { value: 'down', comment: 'Too short' } })
    expect((await api.ask('GET', talk.path)).body.messages.at(-1).feedback).toBe('down')
    expect((await api.ask('PUT', place, { body: { value: null } })).body).toEqual({ value: null, comment: null })
    expect((await api.ask('GET', talk.path)).body.messages.at(-1).feedback).toBeNull()
  })

  test('the why of each turn for those who may debug, and little of it for others', async () => {
    const kinds = async (api: Awaited<ReturnType<typeof nativeApi>>) => {
      const talk = await api.started(null, { body: { agent_id: demoAgentId } })
      await api.says(talk.id, 'I am Ann')
      const { body } = await api.ask('GET', `${talk.path}/turns?after=1`, { token: talk.token })
      expect(body.turns).toMatchObject([{ number: 2, attempt: 1, kind: 'input', status: 'done' }])
      expect(body.turns[0].messages[0]).toMatchObject({ role: 'user', content: 'I am Ann' })
      return body.turns[0].events.map((event: { type: string }) => event.type)
    }
    const why = await kinds(await nativeApi('open'))
    expect(why).toEqual(expect.arrayContaining(['turn-start', 'transitions-weighed', 'input-understood', 'turn-end']))
    const guarded = await nativeApi('guarded')
    await guarded.store.agents.setSettings(tenant(demoTenantId), demoTenantId, demoAgentId, noDebug)
    const little = await kinds(guarded)
    expect(little).toEqual(expect.arrayContaining(['turn-start', 'message-end', 'turn-end']))
    expect(little).not.toContain('transitions-weighed')
    expect(little).not.toContain('input-understood')
  })

  test('the graph of the workflow that a conversation is in', async () => {
    const api = await nativeApi()
    const talk = await api.started()
    const { body } = await api.ask('GET', `${talk.path}/workflow`)
    expect(body.initial_node).toBe('welcome')
    expect(body.nodes[0]).toEqual({ id: 'welcome', name: expect.any(String), type: 'standard' })
    expect(body.edges).toContainEqual({ from: 'welcome', to: 'listening', condition: 'always', priority: 0 })
    const names = new Set(body.nodes.map(({ id }: { id: string }) => id))
    for (const { from, to } of body.edges) expect(names.has(from) && names.has(to)).toBe(true)
  })
})

describe('201', () => {
  test('a new visitor gets a conversation that has begun, and a token', async () => {
    const { started } = await nativeApi('guarded')
    const { status, body, token } = await started()
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: 'active', title: null, node: { id: 'listening' }, running: null })
    expect(body.messages).toMatchObject([{ role: 'assistant', content: expect.stringMatching(greeting) }])
    expect(token).toEqual(expect.any(String))
  })

  test('a known visitor gets no other token', async () => {
    const api = await nativeApi('guarded')
    const { token } = await api.started()
    expect((await api.ask('POST', '/api/conversations', { token, body: { agent_id: frontDesk } })).token).toBeNull()
  })

  test('the same key finds the same conversation, as the same visitor', async () => {
    const api = await nativeApi('guarded')
    const [first, again] = [await api.started(null, { key: 'k1' }), await api.started(null, { key: 'k1' })]
    expect(again.id).toBe(first.id)
    expect((await api.ask('GET', again.path, { token: again.token })).status).toBe(200)
    expect((await api.started(null, { key: 'k2' })).id).not.toBe(first.id)
  })

  test('what the page knows beforehand is known in the conversation', async () => {
    const api = await nativeApi()
    const variables = { first_name: 'Ann', visits: 3, member: true }
    const talk = await api.started(null, { body: { agent_id: 'front_desk', variables } })
    const stored = await api.ports.store.getConversation(tenant(demoTenantId), { id: talk.id })
    expect(stored?.state.variables).toMatchObject(variables)
    const [opening] = await api.ports.store.listTurns(tenant(demoTenantId), talk.id, { after: 0, limit: 1 })
    expect(opening?.events[1]).toMatchObject({ type: 'variables-set', by: 'client', values: variables })
  })

  test('another version than the active one, in open', async () => {
    const { started } = await nativeApi('open')
    expect((await started(null, { body: { agent_id: demoAgentId, version: 2 } })).body.agent_version).toBe(2)
  })
})

describe('204', () => {
  test('a hidden conversation is on no list and answers 404', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello')
    expect((await api.ask('DELETE', talk.path)).status).toBe(204)
    expect((await api.ask('GET', '/api/conversations')).body.conversations).toEqual([])
    expect((await api.ask('GET', talk.path)).status).toBe(404)
    expect((await api.ask('DELETE', talk.path)).status).toBe(404)
  })

  test('a hidden message is gone from the conversation, its turns and searches', async () => {
    const api = await nativeApi()
    const talk = await api.talkAbout('hello')
    await api.says(talk.id, 'my secret')
    const secret = (await api.ask('GET', talk.path)).body.messages.find(
      ({ content }: { content: string }) => content === 'my secret',
    )
    const answer = (await api.ask('GET', talk.path)).body.messages.at(-1)
    for (const { id } of [secret, answer])
      expect((await api.ask('DELETE', `${talk.path}/messages/${id}`)).status).toBe(204)
    const seen = [(await api.ask('GET', talk.path)).body, (await api.ask('GET', `${talk.path}/turns`)).body]
    expect(JSON.stringify(seen)).not.toContain('secret')
    expect((await api.ask('GET', '/api/conversations?q=secret')).body.conversations).toEqual([])
    expect((await api.ask('DELETE', `${talk.path}/messages/${secret.id}`)).status).toBe(404)
  })
})

describe('401', () => {
  test('a token that is not ours', async () => {
    const { ask } = await nativeApi()
    expect((await ask('GET', '/api/conversations', { token: 'a.b.c' })).status).toBe(401)
  })
})

describe('403', () => {
  test('a version of one’s choice in guarded', async () => {
    const { started } = await nativeApi('guarded')
    expect((await started(null, { body: { agent_id: demoAgentId, version: 2 } })).status).toBe(403)
  })

  test('a page that the agent is not offered on', async () => {
    const { started } = await nativeApi('guarded')
    const { status } = await started(null, { headers: { origin: 'https://elsewhere.example' } })
    expect(status).toBe(403)
  })
})

describe('404', () => {
  test('agents and versions that are not there', async () => {
    const { ask, started } = await nativeApi()
    expect((await ask('GET', '/api/chat-agents/nobody')).status).toBe(404)
    expect((await started(null, { body: { agent_id: 'nobody' } })).status).toBe(404)
    expect((await started(null, { body: { agent_id: 'front_desk', version: 9 } })).status).toBe(404)
  })

  test('the workflow, where the visitor may not debug', async () => {
    const api = await nativeApi('guarded')
    await api.store.agents.setSettings(tenant(demoTenantId), demoTenantId, frontDesk, noDebug)
    const { path, token } = await api.started()
    expect((await api.ask('GET', path, { token })).status).toBe(200)
    expect((await api.ask('GET', `${path}/workflow`, { token })).status).toBe(404)
  })

  test('a message of another conversation', async () => {
    const api = await nativeApi()
    const [one, two] = [await api.started(), await api.started()]
    const place = `${one.path}/messages/${two.body.messages[0].id}`
    expect((await api.ask('DELETE', place)).status).toBe(404)
    expect((await api.ask('PUT', `${place}/feedback`, { body: { value: 'up' } })).status).toBe(404)
  })
})

describe('422', () => {
  test.each([
    ['no agent', {}],
    ['the server’s own variables', { agent_id: 'front_desk', variables: { __verified: true } }],
    ['variables that are no scalars', { agent_id: 'front_desk', variables: { list: [1] } }],
    ['a version of 0', { agent_id: 'front_desk', version: 0 }],
  ])('a start with %s', async (_, body) => {
    const { ask } = await nativeApi()
    expect((await ask('POST', '/api/conversations', { body })).status).toBe(422)
  })

  test.each(['limit=0', 'limit=101', 'before=yesterday', 'before=1_x'])('a list with %s', async (query) => {
    const { ask } = await nativeApi()
    expect((await ask('GET', `/api/conversations?${query}`)).status).toBe(422)
  })

  test('a blank title, and feedback of another kind', async () => {
    const { ask, started } = await nativeApi()
    const { path, body } = await started()
    expect((await ask('PATCH', path, { body: { title: ' ' } })).status).toBe(422)
    const place = `${path}/messages/${body.messages[0].id}/feedback`
    expect((await ask('PUT', place, { body: { value: 'sideways' } })).status).toBe(422)
  })
})

describe('429', () => {
  test('who guesses many ids is told to wait', async () => {
    const { ask } = await nativeApi('guarded')
    const statuses = new Set<number>()
    for (let tries = 0; tries < 25; tries += 1)
      statuses.add((await ask('GET', `/api/conversations/${unknownId}`)).status)
    expect([...statuses]).toEqual([404, 429])
  })
})

describe('who sees whose', () => {
  const calls = (path: string, messageId: string): [method: string, path: string, body?: unknown][] => [
    ['GET', path],
    ['PATCH', path, { title: 'Mine now' }],
    ['GET', `${path}/turns`],
    ['GET', `${path}/workflow`],
    ['PUT', `${path}/messages/${messageId}/feedback`, { value: 'up' }],
    ['DELETE', `${path}/messages/${messageId}`],
    ['POST', `${path}/restore`],
    ['DELETE', path],
  ]

  test.each(['another', 'nobody'])('in guarded, %s opens nothing of a visitor’s and lists none of it', async (who) => {
    const api = await nativeApi('guarded')
    const ann = await api.talkAbout('hello')
    const token = who === 'another' ? (await api.started()).token : null
    for (const [method, path, body] of calls(ann.path, ann.body.messages[0].id))
      expect([method, path, (await api.ask(method, path, { token, body })).status]).toEqual([method, path, 404])
    expect((await api.ask('GET', '/api/conversations', { token })).body.conversations).toEqual([])
    const own = await api.ask('GET', '/api/conversations', { token: ann.token })
    expect(own.body.conversations).toMatchObject([{ id: ann.id, title: 'Hello' }])
    for (const [method, path, body] of calls(ann.path, ann.body.messages[0].id))
      expect((await api.ask(method, path, { token: ann.token, body })).status).toBeLessThan(300)
  })

  test('in open, everybody lists and opens what was made there', async () => {
    const api = await nativeApi('open')
    const ann = await api.talkAbout('hello')
    expect((await api.ask('GET', '/api/conversations')).body.conversations).toHaveLength(1)
    for (const [method, path, body] of calls(ann.path, ann.body.messages[0].id))
      expect((await api.ask(method, path, { body })).status).toBeLessThan(300)
  })
})
