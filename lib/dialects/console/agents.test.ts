// The administration of agents (contract 6's published paths, and our own), over the real rows.
import { describe, expect, test } from 'vitest'
import { demoAgentId, demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'
import { ends, says } from '@/test/flow'

const otherTenant = '11111111-1111-4111-8111-111111111111'
const greeter = (text: string, id = 'greeter') => ({
  agent: { id, name: 'Greeter', tts: { voice: 'kept' } },
  workflow: { initial_node: 'a', nodes: [says('a', text, [['user_responded', 'end']], { proactive: true }), ends()] },
})
const importing = (agent_json: unknown, more = {}) => ({ tenant_id: demoTenantId, agent_json, ...more })

describe('POST /admin/agents/import', () => {
  const path = '/admin/agents/import'

  test('200: the first import creates version 1, the next makes version 2 and activates it', async () => {
    const { call } = await api()
    const first = (await call('POST', path, importing(greeter('one')))).body
    expect(first).toMatchObject({
      success: true,
      result: {
        ...{ success: true, tenant_id: demoTenantId, agent_name: 'Greeter', action: 'created', version: 1 },
        ...{ previous_version: null, voice_config_linked: false, rag_enabled: false, error_message: null },
      },
    })
    const second = (await call('POST', path, importing(greeter('two'), { notes: 'better', created_by: 'me' }))).body
    expect(second.result).toMatchObject({ action: 'updated', version: 2, previous_version: 1 })
    expect(second.result.agent_id).toBe(first.result.agent_id)
  })

  test('200: a dry run checks everything and writes nothing', async () => {
    const { call } = await api()
    const { result } = (await call('POST', path, importing(greeter('one'), { dry_run: true }))).body
    expect(result).toMatchObject({ action: 'validated', version: null })
    expect((await call('GET', `/admin/agents/${demoTenantId}/greeter/export`)).status).toBe(404)
  })

  test('200: activate false leaves the active version', async () => {
    const { call } = await api()
    await call('POST', path, importing(greeter('one')))
    await call('POST', path, importing(greeter('two'), { activate: false }))
    const session = await call('POST', '/api/chat/sessions', { tenant_id: demoTenantId, agent_id: 'greeter' })
    expect(session.body).toMatchObject({ initial_message: 'one', agent_config_version: 1 })
  })

  test('publishing never changes a running conversation', async () => {
    const { call } = await api()
    await call('POST', path, importing(greeter('one')))
    const running = (await call('POST', '/api/chat/sessions', { tenant_id: demoTenantId, agent_id: 'greeter' })).body
    const changed = greeter('two')
    changed.workflow.nodes[1] = ends('end', { static_text: 'changed' })
    await call('POST', path, importing(changed))
    const answer = await call('POST', `/api/chat/sessions/${running.session_id}/messages`, { content: 'hi' })
    expect(answer.body).toMatchObject({ response: '', session_ended: true })
    const fresh = await call('POST', '/api/chat/sessions', { tenant_id: demoTenantId, agent_id: 'greeter' })
    expect(fresh.body.initial_message).toBe('two')
  })

  test.each([
    ['no workflow', { agent: { id: 'x', name: 'x' } }],
    ['no agent', { workflow: {} }],
    ['nothing', undefined],
    ['a malformed id', { agent: { id: 'not an id!', name: 'x' }, workflow: { initial_node: 'a', nodes: [] } }],
  ])('400: %s', async (_, document) => {
    expect((await (await api()).call('POST', path, importing(document))).status).toBe(400)
  })

  test('401: missing headers or an old timestamp; 403: a wrong signature', async () => {
    const { call } = await api()
    const body = importing(greeter('one'))
    expect((await call('POST', path, body, { headers: { 'x-signature': '' } })).status).toBe(401)
    expect((await call('POST', path, body, { timestamp: '1764152000' })).status).toBe(401)
    expect((await call('POST', path, body, { key: 'wrong-key-here' })).status).toBe(403)
  })

  test('a nonce is honoured, and only once', async () => {
    const { call } = await api()
    const how = { nonce: 'a-nonce-of-sixteen' }
    expect((await call('POST', path, importing(greeter('one')), how)).status).toBe(200)
    expect((await call('POST', path, importing(greeter('one')), how)).status).toBe(401)
  })

  test('404: an unknown tenant, and another tenant to a tenant key', async () => {
    const { call, addTenant } = await api()
    expect((await call('POST', path, { ...importing(greeter('one')), tenant_id: otherTenant })).status).toBe(404)
    await addTenant(otherTenant, 'other-tenant-key')
    expect((await call('POST', path, importing(greeter('one')), { key: 'other-tenant-key' })).status).toBe(404)
  })

  test('422: every problem of the workflow, each with its place', async () => {
    const broken = {
      agent: { id: 'broken', name: 'Broken' },
      workflow: { initial_node: 'nowhere', nodes: [says('a', 'A', [['sometimes', 'b']])] },
    }
    const { status, body } = await (await api()).call('POST', path, importing(broken))
    expect([status, body.code]).toEqual([422, 'VALIDATION_FAILED'])
    const paths = body.problems.map((problem: { path: string }) => problem.path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'workflow.initial_node',
        'workflow.nodes[0] (a).transitions[0].condition',
        'workflow.nodes[0] (a).transitions[0].target',
      ]),
    )
  })
})

describe('POST /admin/agents/import/bulk', () => {
  const path = '/admin/agents/import/bulk'

  test('200: each on its own', async () => {
    const { call } = await api()
    const agents = [importing(greeter('one')), importing({ agent: {} }), importing(greeter('three', 'third'))]
    const { status, body } = await call('POST', path, { agents })
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 3, succeeded: 2, failed: 1 })
    expect(body.results.map((one: { action: string }) => one.action)).toEqual(['created', 'failed', 'created'])
    expect(body.results[1]).toMatchObject({ success: false, error_message: expect.stringMatching(/workflow/) })
  })

  test('422: none, or more than fifty', async () => {
    const { call } = await api()
    expect((await call('POST', path, { agents: [] })).status).toBe(422)
    expect((await call('POST', path, { agents: Array(51).fill(importing(greeter('x'))) })).status).toBe(422)
  })
})

describe('GET /admin/agents/{tenant_id}/{agent_id}/export', () => {
  test('200: the imported document unchanged, unknown and voice-only settings included, and it imports again', async () => {
    const { call } = await api()
    const document = { ...greeter('one'), extra: { kept: [1, 2.5, null] } }
    await call('POST', '/admin/agents/import', importing(document, { notes: 'first' }))
    const { status, body } = await call('GET', `/admin/agents/${demoTenantId}/greeter/export`)
    expect(status).toBe(200)
    expect(body.config_json).toEqual(document)
    expect(body).toMatchObject({
      version: 1,
      is_active: true,
      created_by: 'admin_api',
      notes: 'first',
      rag_enabled: false,
    })
    const again = await call('POST', '/admin/agents/import', importing(body.config_json))
    expect(again.body.result).toMatchObject({ action: 'updated', version: 2 })
  })

  test('?version= asks for another one; the query is not signed there', async () => {
    const { call } = await api()
    const path = `/admin/agents/${demoTenantId}/${demoAgentId}/export`
    const { body } = await call('GET', `${path}?version=2`, undefined, { signedPath: path })
    expect(body).toMatchObject({ version: 2, is_active: false })
  })

  test('404: tenant, agent or version unknown', async () => {
    const { call } = await api()
    for (const path of [`${otherTenant}/greeter`, `${demoTenantId}/greeter`])
      expect((await call('GET', `/admin/agents/${path}/export`)).status).toBe(404)
    const signedPath = `/admin/agents/${demoTenantId}/${demoAgentId}/export`
    expect((await call('GET', `${signedPath}?version=9`, undefined, { signedPath })).status).toBe(404)
  })
})

describe('/api/admin/agents', () => {
  const query = `?tenant_id=${demoTenantId}`

  test('lists agents and versions, and activates one', async () => {
    const { call } = await api()
    const { agents } = (await call('GET', `/api/admin/agents${query}`)).body
    expect(agents.find((agent: { agent_id: string }) => agent.agent_id === demoAgentId)).toMatchObject({
      name: 'MRI Eligibility Support',
      active_version: 1,
      versions: 2,
    })
    const path = `/api/admin/agents/${demoAgentId}/versions`
    expect((await call('POST', `${path}/2/activate${query}`)).body).toMatchObject({ version: 2, previous_version: 1 })
    const { versions } = (await call('GET', path + query)).body
    expect(versions.filter((one: { is_active: boolean }) => one.is_active)).toMatchObject([{ version: 2 }])
    expect((await call('POST', `${path}/9/activate${query}`)).status).toBe(404)
  })

  test('the platform key must name a tenant; a tenant key sees its own and nobody else’s', async () => {
    const { call, addTenant } = await api()
    await addTenant(otherTenant, 'other-tenant-key')
    const key = 'other-tenant-key'
    expect((await call('GET', '/api/admin/agents')).status).toBe(400)
    expect((await call('GET', '/api/admin/agents', undefined, { key })).body).toEqual({ agents: [] })
    expect((await call('GET', `/api/admin/agents${query}`, undefined, { key })).status).toBe(404)
    expect((await call('GET', `/api/admin/agents/${demoAgentId}/versions`, undefined, { key })).status).toBe(404)
  })

  test('401 without a signature', async () => {
    const { call } = await api()
    expect((await call('GET', `/api/admin/agents${query}`, undefined, { headers: { 'x-signature': '' } })).status).toBe(
      401,
    )
  })
})
