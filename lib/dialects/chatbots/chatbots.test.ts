// Chatbots as they are made, changed, shared and removed, grouped by status. Who may: chatbots-access.test.ts.
import { describe, expect, test } from 'vitest'
import { beginConversation } from '@/lib/conversations/begin-conversation'
import { startConversation } from '@/lib/conversations/start-conversation'
import { tenant } from '@/lib/domain/scope'
import { chatbotsApi, tenantId } from './test-chatbots'

const scope = tenant(tenantId)

async function withBases(...names: string[]) {
  const api = await chatbotsApi()
  const ids: Record<string, string> = {}
  for (const [at, name] of names.entries()) {
    const id = `55555555-5555-4555-8555-00000000000${at}`
    await api.store.knowledge.addBase(scope, { id, tenantId, name, settings: {}, createdAt: 0 })
    ids[name] = id
  }
  return { ...api, ids }
}

async function documentOf({ store }: Awaited<ReturnType<typeof chatbotsApi>>, agentId: string) {
  const version = await store.agents.getVersion(scope, tenantId, agentId)
  return { version: version?.version, createdBy: version?.createdBy, ...JSON.parse(version?.document ?? '{}') }
}

describe('201', () => {
  test('anybody with a token makes a chatbot and owns it, with a base of its own', async () => {
    const api = await chatbotsApi()
    const { status, body } = await api.ask('ann', 'POST', '/chatbot', { name: ' Leaflets ', greeting: 'Hello.' })
    expect(status).toBe(201)
    expect(body).toEqual({
      ...{ chatbot_id: expect.stringMatching(/^[\da-f-]{36}$/), slug: null, name: 'Leaflets', description: null },
      ...{ prompt: null, greeting: 'Hello.', knowledge_bases: [], my_role: 'owner', documents: 0 },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect((await api.ask('ann', 'GET', '/chatbot')).body).toEqual({ chatbots: [body] })
    const base = await api.store.knowledge.findBase(scope, tenantId, `chatbot:${body.chatbot_id}`)
    const { assistant, createdBy } = await documentOf(api, body.chatbot_id)
    expect(createdBy).toBe('external:ann')
    expect(assistant).toMatchObject({ knowledge_base: base?.id, knowledge_bases: [], members_only: true })
  })

  test('a slug is a name for paths, beside the UUID', async () => {
    const { made, ask } = await chatbotsApi()
    const { id } = await made({ slug: 'leaflets' })
    expect((await ask('ann', 'GET', '/chatbot/leaflets')).body.chatbot_id).toBe(id)
    expect((await ask('ann', 'GET', `/chatbot/${id.toUpperCase()}/`)).body.slug).toBe('leaflets')
  })

  test('who edits the tenant’s agents attaches knowledge bases, by id or name, each once', async () => {
    const api = await withBases('prices', 'hours')
    const { prices, hours } = api.ids
    const { id, body } = await api.made({ knowledge_bases: ['prices', hours, prices] }, 'eve')
    expect(body.knowledge_bases).toEqual([
      { id: prices, name: 'prices' },
      { id: hours, name: 'hours' },
    ])
    expect((await documentOf(api, id)).assistant.knowledge_bases).toEqual([prices, hours])
  })
})

describe('200', () => {
  test('a change is a new version in force; what is not named stays, null takes it away', async () => {
    const api = await chatbotsApi()
    const { id, path } = await api.made({ prompt: 'Be brief.', greeting: 'Hello.' })
    const changed = await api.ask('ann', 'PATCH', path, { name: 'Guides', greeting: null })
    expect(changed.body).toMatchObject({ name: 'Guides', prompt: 'Be brief.', greeting: null })
    expect(await documentOf(api, id)).toMatchObject({ version: 2, assistant: { name: 'Guides', history_window: 11 } })
    await api.ask('ann', 'PATCH', path, { name: 'Guides' })
    await api.ask('ann', 'PATCH', path, {})
    expect((await documentOf(api, id)).version).toBe(2)
  })

  test('what somebody has set in its document stays as it is', async () => {
    const api = await chatbotsApi()
    const { id, path } = await api.made()
    const { assistant } = await documentOf(api, id)
    await api.store.agents.addVersion(scope, {
      ...{ tenantId, agentId: id, slug: null, kind: 'assistant', name: 'Leaflets', notes: null, createdBy: 'eve' },
      document: JSON.stringify({ assistant: { ...assistant, llm: { model_name: 'large' } } }),
      ...{ createdAt: 0, activate: true },
    })
    await api.ask('ann', 'PATCH', path, { greeting: 'Hi.' })
    expect((await documentOf(api, id)).assistant).toMatchObject({ greeting: 'Hi.', llm: { model_name: 'large' } })
  })

  test('who may only change it takes attached bases away and leaves others, and attaches none', async () => {
    const api = await withBases('prices', 'hours')
    const { id, path } = await api.made({ knowledge_bases: ['prices', 'hours'] }, 'eve')
    await api.ask('eve', 'PUT', `${path}/members`, { external_user_id: 'bob', role: 'editor' })
    const left = await api.ask('bob', 'PATCH', path, { knowledge_bases: ['hours'] })
    expect(left.body.knowledge_bases).toMatchObject([{ name: 'hours' }])
    expect((await documentOf(api, id)).assistant.knowledge_bases).toEqual([api.ids.hours])
    expect((await api.ask('bob', 'PATCH', path, { knowledge_bases: ['hours', 'prices'] })).status).toBe(422)
  })

  test('an attached base that is deleted is no longer listed', async () => {
    const api = await withBases('prices')
    const { path } = await api.made({ knowledge_bases: ['prices'] }, 'eve')
    await api.store.knowledge.deleteBase(scope, api.ids.prices ?? '')
    expect((await api.ask('eve', 'GET', path)).body.knowledge_bases).toEqual([])
  })

  test('members are persons by their address and users of an integration by their id', async () => {
    const { made, ask, clock } = await chatbotsApi()
    const { path } = await made()
    const share = (body: object) => ask('ann', 'PUT', `${path}/members`, body)
    const uma = await share({ email: ' UMA@parley.example ', role: 'user' })
    expect(uma.body).toMatchObject({ email: 'uma@parley.example', external_user_id: null, role: 'user' })
    clock.advance(1)
    await share({ external_user_id: 'a/b c', role: 'user' })
    expect((await share({ external_user_id: 'a/b c', role: 'editor' })).body.role).toBe('editor')
    const { members } = (await ask('ann', 'GET', `${path}/members`)).body
    expect(members).toMatchObject([{ email: 'uma@parley.example' }, { external_user_id: 'a/b c', role: 'editor' }])
    const gone = `${path}/members/${encodeURIComponent('external:a/b c')}`
    expect((await ask('ann', 'DELETE', gone)).status).toBe(204)
    expect((await ask('ann', 'DELETE', gone)).status).toBe(404)
    expect((await ask('uma', 'GET', path)).status).toBe(200)
  })
})

describe('204', () => {
  test('a removed chatbot is gone with its documents; its sessions end', async () => {
    const { made, ask, upload, store, clock } = await chatbotsApi()
    const { id, path } = await made({ slug: 'leaflets' })
    await upload('ann', `${path}/documents`, ['hours.md', '# Hours'])
    const { session_id } = (await ask('ann', 'POST', `${path}/session`)).body
    expect((await ask('ann', 'DELETE', path)).status).toBe(204)
    for (const gone of [path, '/chatbot/leaflets', `${path}/documents`])
      expect((await ask('ann', 'GET', gone)).status).toBe(404)
    expect((await ask('ann', 'DELETE', path)).status).toBe(404)
    expect((await ask('ann', 'GET', '/chatbot')).body.chatbots).toEqual([])
    expect(await store.knowledge.findBase(scope, tenantId, `chatbot:${id}`)).toBeNull()
    expect((await store.chatbots.findSession(scope, session_id, clock.now()))?.end).toBe('removed')
    expect((await ask('ann', 'DELETE', `/chatbot/session/${session_id}`)).status).toBe(200)
  })
})

describe('404', () => {
  test('through the doors of visitors a chatbot is not there, even by its id', async () => {
    const { made, ports } = await chatbotsApi()
    const { id } = await made({ slug: 'leaflets' })
    const common = { tenantId, externalId: 'x', access: 'public', metadata: {} } as const
    for (const agentId of [id, 'leaflets'])
      for (const dialect of ['native', 'chats', 'threads', 'sessions'] as const) {
        const started = startConversation(ports, scope, {
          ...{ ...common, agentId, dialect, version: undefined, idempotency: null },
        })
        await expect(started).rejects.toMatchObject({ code: 'NOT_FOUND' })
        const begun = beginConversation(ports, scope, {
          ...{ ...common, agentId, dialect, title: null, expiresAt: null, externalUserId: null },
        })
        await expect(begun).rejects.toMatchObject({ code: 'NOT_FOUND' })
      }
  })

  test('sharing with an address that nobody of the tenant has', async () => {
    const { made, ask } = await chatbotsApi()
    const { path } = await made()
    for (const email of ['nobody@parley.example', 'joe@parley.example'])
      expect((await ask('ann', 'PUT', `${path}/members`, { email, role: 'user' })).status).toBe(404)
    expect((await ask('ann', 'DELETE', `${path}/members/everybody`)).status).toBe(404)
  })

  test('an agent that is no chatbot', async () => {
    const { ask, store } = await chatbotsApi()
    await store.agents.addVersion(scope, {
      ...{ tenantId, agentId: '66666666-6666-4666-8666-666666666666', slug: 'desk', kind: 'assistant', name: 'Desk' },
      ...{ document: '{"assistant": {"id": "desk", "name": "Desk"}}', notes: null, createdBy: 'x', createdAt: 0 },
      activate: true,
    })
    expect((await ask('eve', 'GET', '/chatbot/desk')).status).toBe(404)
    expect((await ask('eve', 'POST', '/chatbot/desk/session')).status).toBe(404)
  })
})

describe('409', () => {
  test('a slug that is in use or was, also by another agent, and also of two at the same moment', async () => {
    const { ask, made } = await chatbotsApi()
    const [one, other] = await Promise.all([
      ask('ann', 'POST', '/chatbot', { name: 'One', slug: 'guide' }),
      ask('bob', 'POST', '/chatbot', { name: 'Other', slug: 'guide' }),
    ])
    expect([one.status, other.status].sort()).toEqual([201, 409])
    const { path } = await made({ slug: 'hours' })
    await ask('ann', 'DELETE', path)
    const again = await ask('ann', 'POST', '/chatbot', { name: 'Hours', slug: 'hours' })
    expect([again.status, again.body.detail]).toEqual([409, expect.stringMatching(/"hours" is in use, or was/)])
  })

  test('more than 50 chatbots of one owner, and sharing with the owner', async () => {
    const { made, ask } = await chatbotsApi()
    const { path } = await made()
    for (let count = 1; count < 50; count += 1) await made()
    const refused = await ask('ann', 'POST', '/chatbot', { name: 'One more' })
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/^You have 50 chatbots/)])
    expect((await ask('bob', 'POST', '/chatbot', { name: 'First' })).status).toBe(201)
    const owner = { external_user_id: 'ann', role: 'user' }
    expect((await ask('ann', 'PUT', `${path}/members`, owner)).status).toBe(409)
  })
})

describe('422', () => {
  test.each([
    ['POST', '/chatbot', {}, 'name'],
    ['POST', '/chatbot', { name: ' ' }, 'name'],
    ['POST', '/chatbot', { name: 'x'.repeat(101) }, 'name'],
    ['POST', '/chatbot', { name: 'A', slug: 'session' }, 'slug'],
    ['POST', '/chatbot', { name: 'A', slug: '1a' }, 'slug'],
    ['POST', '/chatbot', { name: 'A', prompt: 'x'.repeat(20_001) }, 'prompt'],
    ['POST', '/chatbot', { name: 'A', knowledge_bases: ['prices'] }, 'knowledge_bases'],
    ['PATCH', 'of', { name: null }, 'name'],
    ['PUT', 'members', { external_user_id: 'x', role: 'owner' }, ''],
    ['POST', 'session', { conversation_id: 'x' }, 'conversation_id'],
  ])('%s %s %j', async (method, place, body, field) => {
    const api = await chatbotsApi()
    const { path } = await api.made()
    const url = place === '/chatbot' ? place : place === 'of' ? path : `${path}/${place}`
    const { status, body: error } = await api.ask('ann', method, url, body)
    expect([status, error.code]).toEqual([422, 'VALIDATION_FAILED'])
    expect(error.problems[0].path).toContain(field)
  })

  test('a base that is not there is named with its place', async () => {
    const { ask } = await withBases('prices')
    const wanted = { name: 'A', knowledge_bases: ['prices', 'atlas'] }
    const { status, body } = await ask('eve', 'POST', '/chatbot', wanted)
    expect([status, body.detail]).toEqual([422, 'knowledge_bases[1]: there is no knowledge base "atlas"'])
    expect((await ask('eve', 'GET', '/chatbot')).body.chatbots).toEqual([])
  })
})

test('400: a body that is no JSON', async () => {
  const { send, token } = await chatbotsApi()
  const { status, body } = await send('POST', '/chatbot', `Bearer ${await token('ann')}`, '{')
  expect([status, body.code]).toEqual([400, 'BAD_REQUEST'])
})

test('405: a method that a path does not have', async () => {
  const { ask, made } = await chatbotsApi()
  const { path } = await made()
  const { status, headers } = await ask('ann', 'PUT', path)
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH, DELETE'])
})
