// Trying an agent before it is published: conversations, sentences, tests.
import { describe, expect, test } from 'vitest'
import { agents, agentsConsole, nobody, otherTenant, tourDesk } from './test-agents'

const say = (text: string) => ({ text })
const messagesOf = (id: string) => `/api/conversations/${id}/messages`

describe('POST /api/admin/agents/{agent_id}/trial', () => {
  test('201: a conversation with the draft, that goes on through the rows of the chat page', async () => {
    const { call, visits, drafted } = await agentsConsole()
    const { path } = await drafted()
    const trial = await call('POST', `${path}/trial`, {})
    expect(trial).toMatchObject({
      status: 201,
      body: {
        agent_version: -1,
        status: 'active',
        can_debug: true,
        messages: [{ content: 'Welcome. What is your name?' }],
      },
    })
    const answer = await visits('POST', messagesOf(trial.body.id), say('My name is Ada'), trial.token)
    expect(answer.status).toBe(200)
    expect(answer.body.turn.messages.at(-1)).toMatchObject({ content: 'Thank you, Ada.' })
    expect(answer.body.turn.events.map(({ type }: { type: string }) => type)).toContain('transitions-weighed')
  })

  test('201: a document as it stands, a version, a node to begin at, variables', async () => {
    const { call, published } = await agentsConsole()
    const { path, agentId } = await published()
    const document = tourDesk('Hello there.', agentId)
    const tried = await call('POST', `${path}/trial`, { document })
    expect(tried.body).toMatchObject({ agent_version: -1, messages: [{ content: 'Hello there.' }] })
    const begun = await call('POST', `${path}/trial`, { version: 1, start_node: 'thanks', variables: { name: 'Bob' } })
    expect(begun.body).toMatchObject({
      agent_version: 1,
      node: { id: 'thanks' },
      messages: [{ content: 'Thank you, Bob.' }],
    })
    const again = await call('POST', `${path}/trial`, { document })
    expect(again.body.agent_version).toBe(-1)
    expect((await call('GET', path)).body).toMatchObject({ versions: 1, draft: null })
  })

  test('it is in no list, and others do not find it', async () => {
    const { call, visits, published } = await agentsConsole()
    const { path, agentId } = await published()
    const trial = await call('POST', `${path}/trial`, {})
    await visits('POST', messagesOf(trial.body.id), say('My name is Ada'), trial.token)
    expect((await visits('GET', '/api/conversations', undefined, trial.token)).body.conversations).toEqual([])
    expect((await visits('GET', '/threads', undefined, trial.token)).body).toMatchObject({ threads: [] })
    const own = await visits('GET', `/api/conversations/${trial.body.id}`, undefined, trial.token)
    expect(own.status).toBe(200)
    const stranger = await visits('POST', '/api/conversations', { agent_id: agentId })
    for (const token of [null, stranger.token])
      expect((await visits('GET', `/api/conversations/${trial.body.id}`, undefined, token)).status).toBe(404)
  })

  test('one visitor keeps their token, and nobody outside is told', async () => {
    const { call, published, store, ports } = await agentsConsole()
    const { path, agentId } = await published()
    const webhook = { enabled: true, url: 'https://hooks.example.com/x', events: ['call_started', 'call_ended'] }
    const document = tourDesk('Hello.', agentId)
    const heard = { ...document, workflow: { ...document.workflow, webhook } }
    const first = await call('POST', `${path}/trial`, { document: heard })
    const scope = { kind: 'platform' } as const
    expect(await store.deliveries.claimDue(scope, ports.clock.now() + 1, 10, 1)).toEqual([])
    expect(first.token).not.toBeNull()
  })

  test('in guarded, an editor sees the why of a trial', async () => {
    const { call, published, personOf } = await agentsConsole({ exposure: 'guarded' })
    const { path } = await published()
    const trial = await call('POST', `${path}/trial`, {}, { headers: await personOf('editor') })
    expect(trial).toMatchObject({ status: 201, body: { can_debug: true } })
  })

  test('an editor of another tenant tries its agents at this host name too, and only while signed in', async () => {
    const { call, visits, personOf } = await agentsConsole()
    const headers = await personOf('editor', 'eve@elsewhere.example', otherTenant)
    const made = await call('POST', agents, { template: 'blank', name: 'Theirs' }, { headers })
    const trial = await call('POST', `${agents}/${made.body.agent_id}/trial`, {}, { headers })
    expect(trial.status).toBe(201)
    const read = `/api/conversations/${trial.body.id}`
    expect((await visits('GET', read, undefined, trial.token, headers)).status).toBe(200)
    expect((await visits('POST', `${read}/messages`, say('hi'), trial.token, headers)).status).toBe(200)
    expect((await visits('GET', read, undefined, trial.token)).status).toBe(404)
    const analyst = await personOf('analyst', 'bob@elsewhere.example', otherTenant)
    expect((await visits('GET', read, undefined, trial.token, analyst)).status).toBe(404)
    const { 'sec-fetch-site': _, origin: __, ...elsewhere } = headers
    expect((await visits('POST', `${read}/messages`, say('hi'), trial.token, elsewhere)).status).toBe(404)
  })

  test('422: a document with errors, all of them; 400: no such node', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    const wrong = await call('POST', `${path}/trial`, { document: { agent: {}, workflow: {} } })
    expect(wrong.status).toBe(422)
    expect(wrong.body.problems.length).toBeGreaterThan(2)
    expect((await call('POST', `${path}/trial`, { start_node: 'nowhere' })).status).toBe(400)
  })

  test('401, 403 and 404: strangers, analysts, other tenants, unknown agents and versions', async () => {
    const { call, published, personOf } = await agentsConsole()
    const { path } = await published()
    expect((await call('POST', `${path}/trial`, {}, { headers: {} })).status).toBe(401)
    expect((await call('POST', `${path}/trial`, {}, { headers: await personOf('analyst') })).status).toBe(403)
    expect((await call('POST', `${path}/trial`, {}, { key: 'the-key-of-others' })).status).toBe(404)
    expect((await call('POST', `${agents}/${nobody}/trial`, {})).status).toBe(404)
    expect((await call('POST', `${path}/trial`, { version: 9 })).status).toBe(404)
  })
})

describe('POST /api/admin/agents/{agent_id}/classify', () => {
  test('200: the scores of a node’s intents and of the global ones', async () => {
    const { call, published } = await agentsConsole()
    const { agentId } = await published()
    const desk = tourDesk('Hello.', agentId)
    const help = { description: 'Wants help', examples: ['please help urgently'], target_node: 'bye' }
    const document = { ...desk, workflow: { ...desk.workflow, global_intents: { help } } }
    const path = `${agents}/${agentId}/classify`
    const body = { document, node_id: 'hello', text: 'I would like to book a guided tour' }
    expect(await call('POST', path, body)).toMatchObject({
      status: 200,
      body: {
        ...{ scores: [{ intent_id: 'book', score: 1 }], picked: 'book', threshold: 0.7 },
        global: { scores: [{ intent_id: 'help', score: 0 }], picked: null, threshold: 0.75 },
      },
    })
  })

  test('200: intents as they are being written, with a threshold', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    const intents = { hours: { description: 'Asks when', examples: ['opening hours today'] } }
    const { body } = await call('POST', `${path}/classify`, { intents, threshold: 0.5, text: 'your opening hours?' })
    expect(body).toMatchObject({ scores: [{ intent_id: 'hours' }], picked: 'hours', threshold: 0.5 })
    expect(body.global).toEqual({ scores: [], picked: null, threshold: null })
  })

  test('400: no such node; 422: nothing said; 404: no such agent', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    expect((await call('POST', `${path}/classify`, { node_id: 'nowhere', text: 'x' })).status).toBe(400)
    expect((await call('POST', `${path}/classify`, { node_id: 'hello', text: '' })).status).toBe(422)
    expect((await call('POST', `${agents}/${nobody}/classify`, { text: 'x' })).status).toBe(404)
  })
})

describe('tests of an agent', () => {
  const greets = {
    opening: { contains: ['welcome'] },
    steps: [
      { says: 'hm', expect: { node: 'again', transitions: ['user_responded', 'extraction_failed:name'] } },
      { says: 'My name is Ada', expect: { nodes: ['read', 'thanks'], variables: { name: 'Ada' }, contains: ['ada'] } },
      { says: 'bye', expect: { node: 'bye', not_contains: ['Ada'] } },
    ],
  }

  test('GET, POST, PUT, DELETE: 200, 201, 200, 204; 404 of another agent’s', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    const added = await call('POST', `${path}/tests`, { name: 'gives a name', document: greets })
    expect(added).toMatchObject({ status: 201, body: { name: 'gives a name', document: greets } })
    const one = `${path}/tests/${added.body.test_id}`
    const changed = await call('PUT', one, { name: 'waits', document: { steps: [] } })
    expect(changed).toMatchObject({ status: 200, body: { name: 'waits', document: { steps: [] } } })
    expect((await call('GET', `${path}/tests`)).body).toEqual({ tests: [changed.body] })
    const other = await published(tourDesk())
    expect((await call('DELETE', `${other.path}/tests/${added.body.test_id}`)).status).toBe(404)
    expect((await call('DELETE', one)).status).toBe(204)
    expect((await call('DELETE', one)).status).toBe(404)
    expect((await call('POST', `${path}/tests`, { name: 'x', document: {} })).status).toBe(422)
  })

  test('POST …/run 200: the draft by default, each step with what was said and what was missed', async () => {
    const { call, published } = await agentsConsole()
    const { path, agentId } = await published()
    const { test_id } = (await call('POST', `${path}/tests`, { name: 'gives a name', document: greets })).body
    const run = await call('POST', `${path}/tests/run`, {})
    expect(run).toMatchObject({ status: 200, body: { ok: true, results: [{ test_id, ok: true }] } })
    expect(run.body.results[0].steps.map(({ said }: { said: string }) => said)).toEqual([
      'Welcome. What is your name?',
      'I did not get your name.',
      'Thank you, Ada.',
      'Goodbye.',
    ])
    await call('PUT', `${path}/draft`, { document: tourDesk('Good day.', agentId), revision: 0 })
    const draft = await call('POST', `${path}/tests/run`, { test_ids: [test_id] })
    expect(draft.body).toMatchObject({ ok: false, results: [{ ok: false }] })
    expect(draft.body.results[0].steps[0]).toMatchObject({
      ...{ says: null, said: 'Good day.', ok: false, misses: ['expected to hear “welcome”'] },
    })
    expect((await call('POST', `${path}/tests/run`, { version: 1 })).body.ok).toBe(true)
  })

  test('POST …/run leaves nothing behind, and asks no other server', async () => {
    const { call, published, store, clock } = await agentsConsole()
    const { path, agentId } = await published()
    const nodes = [
      {
        id: 'a',
        type: 'standard',
        static_text: 'Which?',
        proactive: true,
        transitions: [{ condition: 'user_responded', target: 'ask' }],
      },
      {
        ...{ id: 'ask', type: 'api_call' },
        api_call: {
          url: 'https://api.example.com/x',
          response_extraction: [{ path: 'slot', variable_name: 'slot' }],
        },
        transitions: [
          { condition: 'api_success', target: 'yes' },
          { condition: 'api_failed', target: 'no' },
        ],
      },
      { id: 'yes', type: 'end_call', static_text: 'At {{slot}}.' },
      { id: 'no', type: 'end_call', static_text: 'Not now.' },
    ]
    const document = { agent: { id: agentId, name: 'Asks' }, workflow: { initial_node: 'a', nodes } }
    const answered = { says: 'x', expect: { contains: ['at nine'] }, api: { status: 200, body: { slot: 'nine' } } }
    const refused = { says: 'x', expect: { node: 'no' } }
    for (const [name, step] of Object.entries({ answered, refused })) {
      await call('POST', `${path}/tests`, { name, document: { steps: [step] } })
      clock.advance(1)
    }
    const before = (await call('GET', agents)).body
    const run = await call('POST', `${path}/tests/run`, { document })
    expect(run.body).toMatchObject({ ok: true, results: [{ name: 'answered' }, { name: 'refused' }] })
    expect((await call('GET', agents)).body).toEqual(before)
    const scope = { kind: 'platform' } as const
    expect(await store.agents.getVersion(scope, '6bc1814c-5705-5b6e-af99-104b91962282', agentId, -1)).toBeNull()
  })

  test('POST …/run: what is said after the end, and a start that is not there, are misses', async () => {
    const { call, published, clock } = await agentsConsole()
    const { path } = await published()
    const step = { says: 'more', expect: {} }
    await call('POST', `${path}/tests`, { name: 'late', document: { start_node: 'bye', steps: [step] } })
    clock.advance(1)
    await call('POST', `${path}/tests`, { name: 'lost', document: { start_node: 'nowhere', steps: [step] } })
    const { results } = (await call('POST', `${path}/tests/run`, {})).body
    expect(results[0].steps.at(-1).misses).toEqual(['the conversation has ended before'])
    expect(results[1].steps[0].misses[0]).toMatch(/no node "nowhere"/)
  })

  test('POST …/run 422: a draft with errors; 404: a test that is not there', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    expect((await call('POST', `${path}/tests/run`, { test_ids: [nobody] })).status).toBe(404)
    expect((await call('POST', `${path}/tests/run`, { document: {} })).status).toBe(422)
  })

  test('POST …/from-conversation 201: what happened is what is expected, and holds', async () => {
    const { call, visits, published } = await agentsConsole()
    const { path } = await published()
    const trial = await call('POST', `${path}/trial`, { variables: { plan: 'gold' } })
    for (const text of ['hm', 'My name is Ada']) await visits('POST', messagesOf(trial.body.id), say(text), trial.token)
    const body = { conversation_id: trial.body.id, name: 'as it went' }
    const saved = await call('POST', `${path}/tests/from-conversation`, body)
    expect(saved).toMatchObject({
      status: 201,
      body: {
        name: 'as it went',
        document: {
          variables: { plan: 'gold' },
          opening: { node: 'hello', transitions: [] },
          steps: [
            { says: 'hm', expect: { node: 'again' } },
            { says: 'My name is Ada', expect: { node: 'thanks', variables: { name: 'Ada' } } },
          ],
        },
      },
    })
    expect((await call('POST', `${path}/tests/run`, {})).body.ok).toBe(true)
  })

  test('POST …/from-conversation 404: another agent’s, or nobody’s; 400: nothing was said', async () => {
    const { call, published } = await agentsConsole()
    const [one, other] = [await published(), await published()]
    const trial = await call('POST', `${one.path}/trial`, {})
    const body = { conversation_id: trial.body.id, name: 'x' }
    expect((await call('POST', `${one.path}/tests/from-conversation`, body)).status).toBe(400)
    expect((await call('POST', `${other.path}/tests/from-conversation`, body)).status).toBe(404)
    const unknown = { ...body, conversation_id: nobody }
    expect((await call('POST', `${one.path}/tests/from-conversation`, unknown)).status).toBe(404)
  })
})
