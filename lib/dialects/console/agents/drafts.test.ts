// Drafts, publication, versions and their differences, as the console asks for them.
import { describe, expect, test } from 'vitest'
import { agents, agentsConsole, nobody, otherTenant, tenantId, tourDesk } from './test-agents'

const editor = 'admin_api'

describe('POST /api/admin/agents', () => {
  test('201: an agent with a draft that nobody can talk with yet', async () => {
    const { call, visits } = await agentsConsole()
    const made = await call('POST', agents, { template: 'front_desk', name: ' Reception ' })
    expect(made).toMatchObject({ status: 201, body: { form_id: null, draft: { revision: 1 } } })
    const { agent_id, draft } = made.body
    expect(draft.document.agent).toMatchObject({ id: agent_id, name: 'Reception' })
    const listed = (await call('GET', agents)).body.agents
    expect(listed).toMatchObject([
      {
        ...{ agent_id, kind: 'workflow', name: 'Reception', active_version: null, versions: 0 },
        ...{ draft: { revision: 1, based_on: null, updated_by: editor }, week: { conversations: 0, completed: 0 } },
      },
    ])
    expect((await visits('POST', '/api/conversations', { agent_id })).status).toBe(404)
  })

  test('201: a survey is a form, with its number and a name by it, and takes answers once it is published', async () => {
    const { call, store } = await agentsConsole()
    const made = await call('POST', agents, { template: 'survey', name: 'Visit' })
    expect(made.body).toMatchObject({ form_id: 1, draft: { document: { form: { name: 'Visit' } } } })
    const path = `${agents}/${made.body.agent_id}`
    expect((await call('GET', path)).body).toMatchObject({ kind: 'form', form_id: 1, active_version: null })
    const document = { form: { ...made.body.draft.document.form, is_active: false } }
    const saved = await call('PUT', `${path}/draft`, { document, revision: 1 })
    expect(saved.body).toEqual({ revision: 2, findings: [] })
    expect(await call('POST', `${path}/publish`, { revision: 2 })).toMatchObject({ status: 200, body: { version: 1 } })
    expect((await call('GET', `${agents}/form-1`)).body).toMatchObject({ agent_id: made.body.agent_id, slug: 'form-1' })
    const scope = { kind: 'platform' } as const
    expect(await store.forms.findForm(scope, tenantId, 1)).toMatchObject({ isActive: false })
  })

  test('403: an analyst; 422: no such template, no name', async () => {
    const { call, personOf } = await agentsConsole()
    const body = { template: 'blank', name: 'x' }
    expect((await call('POST', agents, body, { headers: await personOf('analyst') })).status).toBe(403)
    expect((await call('POST', agents, { ...body, template: 'robot' })).status).toBe(422)
    expect((await call('POST', agents, { ...body, name: '  ' })).status).toBe(422)
  })
})

describe('POST /api/admin/agents/{agent_id}/copy', () => {
  test('201: a draft of its own, of the draft or else of what is in force, under another name', async () => {
    const { call, published, visits } = await agentsConsole()
    const { path, agentId, document } = await published()
    const copied = await call('POST', `${path}/copy`, { name: ' Second ' })
    expect(copied).toMatchObject({ status: 201, body: { form_id: null, draft: { revision: 1 } } })
    const { agent_id: id, draft } = copied.body
    expect(id).not.toBe(agentId)
    expect(draft.document).toEqual({ ...document, agent: expect.objectContaining({ id, name: 'Second' }) })
    expect((await visits('POST', '/api/conversations', { agent_id: id })).status).toBe(404)
    expect((await call('POST', `${agents}/${id}/publish`, { revision: 1 })).body).toMatchObject({ version: 1 })
    await call('PUT', `${path}/draft`, { document: { agent: 7, workflow: {} }, revision: 0 })
    const unfinished = await call('POST', `${path}/copy`, { name: 'Third' })
    expect(unfinished.body.draft.document).toEqual({
      agent: { id: unfinished.body.agent_id, name: 'Third' },
      workflow: {},
    })
  })

  test('201: an assistant stays one; 400: a form; 404: another tenant’s; 403: an analyst', async () => {
    const { call, personOf } = await agentsConsole()
    const { agent_id: data } = (await call('POST', agents, { template: 'data', name: 'Data' })).body
    const copied = (await call('POST', `${agents}/${data}/copy`, { name: 'Data 2' })).body
    expect(copied.draft.document.assistant).toMatchObject({ id: copied.agent_id, name: 'Data 2' })
    expect((await call('GET', `${agents}/${copied.agent_id}`)).body).toMatchObject({
      kind: 'assistant',
      name: 'Data 2',
    })
    const { agent_id: form } = (await call('POST', agents, { template: 'survey', name: 'Visit' })).body
    expect((await call('POST', `${agents}/${form}/copy`, { name: 'x' })).status).toBe(400)
    const foreign = { key: 'the-key-of-others' }
    expect((await call('POST', `${agents}/${data}/copy`, { name: 'x' }, foreign)).status).toBe(404)
    const analyst = { headers: await personOf('analyst') }
    expect((await call('POST', `${agents}/${data}/copy`, { name: 'x' }, analyst)).status).toBe(403)
  })
})

describe('POST /api/admin/agents/import', () => {
  const path = `${agents}/import`

  test('200: a person’s document becomes a version, the first and the next', async () => {
    const { call, personOf } = await agentsConsole()
    const ada = { headers: await personOf('editor', 'ada@museum.example') }
    const first = await call('POST', path, { document: tourDesk(), note: 'from elsewhere' }, ada)
    expect(first).toMatchObject({ status: 200, body: { action: 'created', version: 1, previous_version: null } })
    const next = await call('POST', path, { document: tourDesk('Hi.'), activate: false }, ada)
    expect(next).toMatchObject({ status: 200, body: { action: 'updated', version: 2, previous_version: 1 } })
    const { body } = await call('GET', `${agents}/tour-desk`)
    expect(body).toMatchObject({ slug: 'tour-desk', active_version: 1 })
    expect(body.newest_versions[1]).toMatchObject({ notes: 'from elsewhere', created_by: 'ada@museum.example' })
  })

  test('200: a dry run writes nothing', async () => {
    const { call } = await agentsConsole()
    const checked = await call('POST', path, { document: tourDesk(), dry_run: true })
    expect(checked).toMatchObject({ status: 200, body: { action: 'validated', version: null } })
    expect((await call('GET', agents)).body.agents).toEqual([])
  })

  test('400: no agent, or one of another kind; 403: an analyst; 422: all that is wrong', async () => {
    const { call, personOf } = await agentsConsole()
    expect((await call('POST', path, { document: {} })).status).toBe(400)
    const { agent_id: id } = (await call('POST', agents, { template: 'data', name: 'Data' })).body
    expect((await call('POST', path, { document: tourDesk('Hi.', id) })).status).toBe(400)
    const analyst = { headers: await personOf('analyst') }
    expect((await call('POST', path, { document: tourDesk() }, analyst)).status).toBe(403)
    const broken = await call('POST', path, { document: { agent: { id: 'a', name: 'A' }, workflow: {} } })
    expect(broken).toMatchObject({ status: 422, body: { problems: [{}, {}] } })
  })
})

describe('GET /api/admin/agents/{agent_id}', () => {
  test('200: its draft, its versions, and its week without trials', async () => {
    const { call, visits, published, clock } = await agentsConsole()
    const { path, agentId } = await published()
    const talk = await visits('POST', '/api/conversations', { agent_id: agentId })
    for (const text of ['My name is Ada', 'bye'])
      await visits('POST', `/api/conversations/${talk.body.id}/messages`, { text }, talk.token)
    await visits('POST', '/api/conversations', { agent_id: agentId })
    await call('POST', `${path}/trial`, {})
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ agent_id: agentId, active_version: 1, versions: 1, draft: null },
      week: { conversations: 2, completed: 1 },
      newest_versions: [{ version: 1, is_active: true, notes: 'first', created_by: editor }],
    })
    clock.advance(8 * 24 * 60 * 60 * 1000)
    expect((await call('GET', agents)).body.agents[0].week).toEqual({ conversations: 0, completed: 0 })
  })

  test('404: unknown, or another tenant’s; 400: a malformed id', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    expect((await call('GET', `${agents}/${nobody}`)).status).toBe(404)
    expect((await call('GET', path, undefined, { key: 'the-key-of-others' })).status).toBe(404)
    expect((await call('GET', `${agents}/not%20one`)).status).toBe(400)
  })
})

describe('/api/admin/agents/{agent_id}/draft', () => {
  test('GET 200: without a draft, the version in force as revision 0', async () => {
    const { call, published } = await agentsConsole()
    const { path, document } = await published()
    const { status, body } = await call('GET', `${path}/draft`)
    expect([status, body]).toEqual([
      200,
      { document, revision: 0, based_on: 1, updated_by: editor, updated_at: expect.any(String), editors: [] },
    ])
  })

  test('GET 200: an analyst reads it, its versions and what changed, without the secrets in it', async () => {
    const { call, published, personOf } = await agentsConsole()
    const { path, agentId } = await published()
    const secret = 'a-secret-of-the-crm'
    const webhook = { enabled: true, url: 'https://crm.example.com', auth: { type: 'hmac', secret } }
    const desk = tourDesk('Hello.', agentId)
    const document = { ...desk, workflow: { ...desk.workflow, webhook } }
    const { revision } = (await call('PUT', `${path}/draft`, { document, revision: 0 })).body
    const analyst = { headers: await personOf('analyst') }
    const read = (part: string, how = {}) => call('GET', `${path}/${part}`, undefined, how)
    expect((await read('draft')).body.document.workflow.webhook).toEqual(webhook)
    expect((await read('draft', analyst)).body.document.workflow.webhook.auth).toEqual({
      type: 'hmac',
      secret: '••••••',
    })
    expect(JSON.stringify((await read('diff?from=1&to=draft', analyst)).body)).not.toContain(secret)
    await call('POST', `${path}/publish`, { revision })
    expect(JSON.stringify((await read('versions/2', analyst)).body)).not.toContain(secret)
    expect(JSON.stringify((await read('versions/2')).body)).toContain(secret)
  })

  test('PUT 200: what is wrong is told, and kept all the same', async () => {
    const { call, published } = await agentsConsole()
    const { path, agentId } = await published()
    const document = {
      agent: { id: agentId, name: 'Tour desk' },
      workflow: { initial_node: 'a', nodes: [{ id: 'a', transitions: [{ condition: 'sometimes', target: 'b' }] }] },
    }
    const saved = await call('PUT', `${path}/draft`, { document, revision: 0 })
    const { revision } = saved.body
    expect(saved.status).toBe(200)
    expect(saved.body.findings).toContainEqual({
      ...{ level: 'error', path: 'workflow.nodes[0].transitions[0].target', node_id: 'a' },
      message: 'there is no node "b"',
    })
    const kept = await call('GET', `${path}/draft`)
    expect(kept.body).toMatchObject({ document, revision, based_on: 1 })
    const empty = await call('PUT', `${path}/draft`, { document: {}, revision })
    expect(empty.body.findings.length).toBeGreaterThan(0)
  })

  test('PUT 200: a document of another agent, or of another kind, is told to be one', async () => {
    const { call, drafted } = await agentsConsole()
    const { path, revision } = await drafted()
    const other = await call('PUT', `${path}/draft`, { document: tourDesk('Hello', 'another'), revision })
    expect(other.body.findings).toContainEqual({
      ...{ level: 'error', path: 'agent.id' },
      message: expect.stringMatching(/another agent/),
    })
    const form = await call('PUT', `${path}/draft`, { document: { form: {} }, revision: revision + 1 })
    expect(form.body.findings[0]).toMatchObject({ level: 'error', message: expect.stringMatching(/a form/) })
  })

  test('PUT 409: who saved meanwhile and when, and nothing is lost', async () => {
    const { call, drafted, personOf } = await agentsConsole()
    const { path, revision } = await drafted()
    const ada = { headers: await personOf('editor', 'ada@museum.example') }
    const document = { agent: {}, kept: true }
    await call('PUT', `${path}/draft`, { document, revision }, ada)
    const late = await call('PUT', `${path}/draft`, { document: {}, revision })
    expect(late).toMatchObject({ status: 409, body: { code: 'CONFLICT' } })
    expect(late.body.detail).toMatch(/saved by ada@museum.example at 2026-11-21T/)
    expect(late.body.problems).toEqual([
      { path: 'revision', message: String(revision + 1) },
      { path: 'updated_by', message: 'ada@museum.example' },
      { path: 'updated_at', message: expect.stringMatching(/^2026-11-21T/) },
    ])
    expect((await call('GET', `${path}/draft`)).body).toMatchObject({ document })
  })

  test('DELETE 204: discarded, once; a late save hears of it', async () => {
    const { call, published } = await agentsConsole()
    const { path, agentId } = await published()
    const document = { agent: { id: agentId } }
    const { revision } = (await call('PUT', `${path}/draft`, { document, revision: 0 })).body
    expect((await call('DELETE', `${path}/draft`)).status).toBe(204)
    expect((await call('DELETE', `${path}/draft`)).status).toBe(404)
    const late = await call('PUT', `${path}/draft`, { document, revision })
    expect(late.status).toBe(409)
    expect(late.body.detail).toMatch(/published or discarded by/)
    expect((await call('GET', agents)).body.agents[0].draft).toBeNull()
  })

  test('GET 404: an agent that is not there; PUT 422: no object, no revision', async () => {
    const { call, drafted } = await agentsConsole()
    const { path, revision } = await drafted()
    expect((await call('GET', `${agents}/${nobody}/draft`)).status).toBe(404)
    expect((await call('PUT', `${agents}/${nobody}/draft`, { document: {}, revision: 0 })).status).toBe(404)
    expect((await call('PUT', `${path}/draft`, { document: [], revision })).status).toBe(422)
    expect((await call('PUT', `${path}/draft`, { document: {} })).status).toBe(422)
  })

  test('POST …/presence 200: who edits now, for half a minute', async () => {
    const { call, drafted, personOf, clock } = await agentsConsole()
    const { path } = await drafted()
    const ada = { headers: await personOf('editor', 'ada@museum.example') }
    const bob = { headers: await personOf('owner', 'bob@museum.example') }
    await call('POST', `${path}/draft/presence`, undefined, ada)
    clock.advance(10_000)
    const { status, body } = await call('POST', `${path}/draft/presence`, undefined, bob)
    expect([status, body.you]).toEqual([200, 'bob@museum.example'])
    expect(body.editors.map(({ email }: { email: string }) => email)).toEqual([
      'ada@museum.example',
      'bob@museum.example',
    ])
    clock.advance(25_000)
    const { editors } = (await call('GET', `${path}/draft`, undefined, ada)).body
    expect(editors).toMatchObject([{ email: 'bob@museum.example' }])
  })
})

describe('POST /api/admin/agents/lint', () => {
  test('200: errors of any kind of document with their places, warnings of valid ones', async () => {
    const { call } = await agentsConsole()
    const lint = async (document: object) => (await call('POST', `${agents}/lint`, { document })).body.findings
    expect(await lint(tourDesk())).toMatchObject([{ level: 'warning', node_id: 'hello' }])
    expect(await lint({ form: { name: 'x', fields: [{ id: 'a', type: 'choice', question: 'Which?' }] } })).toEqual([
      { level: 'error', path: 'form.fields[0].choices', message: expect.any(String) },
    ])
    expect(await lint({ assistant: { id: 'a' } })).toMatchObject([{ level: 'error', path: 'assistant.name' }])
  })

  test('422: a document that is no object; 404: another tenant', async () => {
    const { call } = await agentsConsole()
    expect((await call('POST', `${agents}/lint`, { document: 'x' })).status).toBe(422)
    const path = `${agents}/lint?tenant_id=${otherTenant}`
    expect((await call('POST', path, { document: {} })).status).toBe(404)
  })
})

describe('POST /api/admin/agents/{agent_id}/publish', () => {
  test('200: the draft is the version in force, warmed, with who and why; running conversations keep theirs', async () => {
    const { call, visits, published, personOf, warmed } = await agentsConsole()
    const { path, agentId } = await published()
    const running = await visits('POST', '/api/conversations', { agent_id: agentId })
    const document = tourDesk('Good day. Your name?', agentId)
    const { revision } = (await call('PUT', `${path}/draft`, { document, revision: 0 })).body
    const ada = { headers: await personOf('editor', 'ada@museum.example') }
    const answer = await call('POST', `${path}/publish`, { revision, note: 'shorter' }, ada)
    expect(answer).toMatchObject({ status: 200, body: { agent_id: agentId, version: 2, previous_version: 1 } })
    expect(warmed).toContain(`${agentId}@2`)
    const { body } = await call('GET', path)
    expect(body).toMatchObject({ active_version: 2, draft: null })
    expect(body.newest_versions[0]).toMatchObject({ version: 2, notes: 'shorter', created_by: 'ada@museum.example' })
    const messages = `/api/conversations/${running.body.id}/messages`
    await visits('POST', messages, { text: 'My name is Ada' }, running.token)
    const kept = await visits('GET', `/api/conversations/${running.body.id}`, undefined, running.token)
    expect(kept.body).toMatchObject({ agent_version: 1, node: { id: 'thanks' } })
    const fresh = await visits('POST', '/api/conversations', { agent_id: agentId })
    expect(fresh.body.messages).toMatchObject([{ content: 'Good day. Your name?' }])
  })

  test('409: another draft than the one that was looked at, and none at all', async () => {
    const { call, drafted } = await agentsConsole()
    const { path, revision } = await drafted()
    expect((await call('POST', `${path}/publish`, { revision: revision - 1 })).status).toBe(409)
    expect((await call('POST', `${path}/publish`, { revision })).status).toBe(200)
    expect((await call('POST', `${path}/publish`, { revision })).status).toBe(409)
  })

  test('422: all that is wrong, and the draft stays', async () => {
    const { call, drafted } = await agentsConsole()
    const nodes = [{ id: 'a', static_text: 'x', transitions: [{ condition: 'sometimes', target: 'b' }] }]
    const { path, revision } = await drafted({
      agent: { id: 'x', name: 'X' },
      workflow: { initial_node: 'a', nodes },
    })
    const refused = await call('POST', `${path}/publish`, { revision })
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } })
    expect(refused.body.problems.map((problem: { path: string }) => problem.path)).toEqual([
      'workflow.nodes',
      'workflow.nodes[0].transitions[0].condition',
      'workflow.nodes[0].transitions[0].target',
    ])
    expect((await call('GET', path)).body).toMatchObject({ versions: 0, draft: { revision } })
  })

  test('403: an analyst; 404: another tenant’s', async () => {
    const { call, drafted, personOf } = await agentsConsole()
    const { path, revision } = await drafted()
    expect((await call('POST', `${path}/publish`, { revision }, { headers: await personOf('analyst') })).status).toBe(
      403,
    )
    expect((await call('POST', `${path}/publish`, { revision }, { key: 'the-key-of-others' })).status).toBe(404)
  })
})

describe('versions', () => {
  test('GET …/versions/{version} 200: as it was published; 404: none of this number, and no trial', async () => {
    const { call, published } = await agentsConsole()
    const { path, document } = await published()
    const version = await call('GET', `${path}/versions/1`)
    expect(version).toMatchObject({ status: 200, body: { version: 1, is_active: true, notes: 'first', document } })
    await call('POST', `${path}/trial`, { document })
    expect((await call('GET', `${path}/versions/2`)).status).toBe(404)
    expect((await call('GET', `${path}/versions/-1`)).status).toBe(422)
    expect((await call('GET', `${path}/versions`)).body.versions).toHaveLength(1)
  })

  test('GET …/diff 200: in words, of two versions or of one and the draft', async () => {
    const { call, published } = await agentsConsole()
    const { path, agentId } = await published()
    const document = tourDesk('Hello.', agentId)
    await call('PUT', `${path}/draft`, { document, revision: 0 })
    const { status, body } = await call('GET', `${path}/diff?from=1&to=draft`)
    expect([status, body]).toEqual([
      200,
      {
        changes: [
          {
            ...{ kind: 'text_changed', node_id: 'hello', node_name: 'Greeting' },
            words: 'The node “Greeting” says “Hello.” instead of “Welcome. What is your name?”',
            ...{ before: 'Welcome. What is your name?', after: 'Hello.', path: 'workflow.nodes[0].static_text' },
          },
        ],
      },
    ])
    expect((await call('GET', `${path}/diff?from=1&to=1`)).body).toEqual({ changes: [] })
  })

  test('GET …/diff 404: no such version; 422: no number', async () => {
    const { call, published } = await agentsConsole()
    const { path } = await published()
    expect((await call('GET', `${path}/diff?from=1&to=7`)).status).toBe(404)
    expect((await call('GET', `${path}/diff?from=1&to=last`)).status).toBe(422)
  })
})
