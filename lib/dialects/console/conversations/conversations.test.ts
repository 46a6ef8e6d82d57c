import { describe, expect, test } from 'vitest'
import { plainAnalysis } from '@/lib/language/embedded/analysis/plain-analysis'
import { agentId, newId, start } from '@/lib/store/store-fixtures'
import { conversationsConsole, otherTenant, path, sensitiveAnswer, tenantId } from './test-conversations'

const unknown = '22222222-2222-4222-8222-222222222222'

type Listed = { conversations: { conversation_id: string }[]; next: string | null }
const idsOf = (body: Listed) => body.conversations.map((row) => row.conversation_id)

describe('200', () => {
  test('conversations are listed newest first, a page at a time, with what a list shows', async () => {
    const { call, begin } = await conversationsConsole()
    const first = await begin({ externalId: 'text_1', as: { title: 'A knee', externalUserId: 'ada' }, ends: true })
    const second = await begin({ at: start + 1, as: { dialect: 'native', access: 'visitor:secret' } })
    const { body } = await call('GET', `${path}?limit=1`)
    expect(body.conversations).toMatchObject([
      { conversation_id: second, dialect: 'native', access_kind: 'visitor', status: 'active', ended_at: null },
    ])
    expect(JSON.stringify(body)).not.toContain('secret')
    const rest = await call('GET', `${path}?limit=1&before=${body.next}`)
    expect(rest.body.next).toBeNull()
    expect(rest.body.conversations).toEqual([
      {
        ...{ conversation_id: first, dialect: 'sessions', external_id: 'text_1', external_user_id: 'ada' },
        ...{ agent_id: agentId, agent_name: 'Reception', agent_version: 3, status: 'completed', title: 'A knee' },
        ...{ created_at: '2026-11-21T12:00:00.000Z', updated_at: '2026-11-21T12:00:00.000Z' },
        ...{ ended_at: '2026-11-21T12:00:00.000Z', is_hidden: false, turns: 0, messages: 1, cost: null },
        ...{ feedback: { up: 0, down: 0 }, analysis: null, access_kind: 'tenant' },
      },
    ])
  })

  test('every filter of the address narrows the list', async () => {
    const { call, begin } = await conversationsConsole()
    const bern = await begin({ sets: { city: 'Bern' }, as: { title: 'A knee' }, ends: true })
    const other = await begin({ at: start + 1000, as: { dialect: 'forms', externalId: '7' } })
    const found = async (query: string) => idsOf((await call('GET', `${path}?${query}`)).body)
    expect(await found('agent_id=reception')).toEqual([other, bern])
    expect(await found('version=4')).toEqual([])
    expect(await found('dialect=forms')).toEqual([other])
    expect(await found('status=completed')).toEqual([bern])
    expect(await found('variable=city')).toEqual([bern])
    expect(await found('variable=city%3Dbern')).toEqual([bern])
    expect(await found('variable=city%3DBasel')).toEqual([])
    expect(await found('search=KNEE')).toEqual([bern])
    expect(await found('since=2026-11-21T12:00:01Z')).toEqual([other])
    expect(await found('until=2026-11-21T13:00:01%2B01:00')).toEqual([bern])
    expect(await found('feedback=any')).toEqual([])
    expect(await found('analysis=none')).toEqual([other, bern])
  })

  test('one is shown with where its variables come from, its transitions, messages and deliveries', async () => {
    const { call, begin, hears } = await conversationsConsole()
    const url = 'https://hooks.example.org/calls?token=t'
    const delivery = { id: newId(), kind: 'webhook', event: 'call_started', url, workflow: null, body: '{}' } as const
    const id = await begin({ change: { deliveries: [{ ...delivery, createdAt: start }] } })
    await hears(id, 'Ada', { sets: { name: 'Ada' }, movesTo: 'form', says: ['Your SSN?'] })
    const { body } = await call('GET', `${path}/${id}`)
    expect(body).toMatchObject({ conversation_id: id, node: { id: 'form', name: 'Form' }, analysis_result: null })
    expect(body.variables).toEqual([
      {
        ...{ name: 'name', value: 'Ada', is_masked: false, method: 'api', confidence: 0.9, turn: 2 },
        ...{ node_id: 'greeting', node_name: 'Greeting', at: '2026-11-21T12:00:00.000Z' },
      },
    ])
    expect(body.transitions).toMatchObject([{ turn: 2, from: 'greeting', to: 'form', condition: 'always' }])
    expect(
      body.messages.map((one: { role: string; content: string; turn: number }) => [one.role, one.content, one.turn]),
    ).toEqual([
      ['assistant', 'Hello, who is there?', 1],
      ['user', 'Ada', 2],
      ['assistant', 'Your SSN?', 2],
    ])
    expect(body.deliveries).toMatchObject([{ event: 'call_started', url: 'https://hooks.example.org/calls' }])
  })

  test('its messages are paged', async () => {
    const { call, begin, hears } = await conversationsConsole()
    const id = await begin()
    await hears(id, 'Ada')
    const { body } = await call('GET', `${path}/${id}?limit=1`)
    expect([body.messages.length, body.next_offset]).toEqual([1, 1])
    const rest = (await call('GET', `${path}/${id}?limit=1&offset=1`)).body
    expect([rest.messages[0].content, rest.next_offset]).toEqual(['Ada', null])
  })

  test('an analyst reads sensitive answers masked, in the conversation, its export and its list', async () => {
    const { call, begin, hears, personOf, store, scope } = await conversationsConsole()
    const id = await begin({ as: { title: 'A form' } })
    await hears(id, 'it is 123-45-6789', { ...sensitiveAnswer, says: ['Thank you.'] })
    const said = await store.conversations.listMessages(scope, id, { offset: 2, limit: 1 })
    await store.conversations.setFeedback(scope, id, said[0]?.id ?? '', 'down', 'You have 123-45-6789 of me')
    const [analyst, editor] = [await personOf('analyst'), await personOf('editor')]
    const notesFor = async (headers: HeadersInit): Promise<string[]> =>
      (await call('GET', `${path}/${id}`, { headers })).body.messages.map(
        (message: { feedback_note: string | null }) => message.feedback_note,
      )
    expect(await notesFor(editor)).toEqual([null, null, 'You have 123-45-6789 of me'])
    expect(await notesFor(analyst)).toEqual([null, null, '••••'])
    for (const at of [`${path}/${id}`, `${path}/${id}/export`]) {
      expect(JSON.stringify((await call('GET', at, { headers: editor })).body)).toContain('123-45-6789')
      expect(JSON.stringify((await call('GET', at, { headers: analyst })).body)).not.toContain('45-67')
    }
    const { variables } = (await call('GET', `${path}/${id}`, { headers: analyst })).body
    expect(variables).toMatchObject([{ name: 'ssn', value: '••••6789', is_masked: true }])
    const found = async (headers: HeadersInit) => idsOf((await call('GET', `${path}?search=45-67`, { headers })).body)
    expect(await found(editor)).toEqual([id])
    expect(await found(analyst)).toEqual([])
  })

  test('all of it is exported as a file, with everything that happened in its turns', async () => {
    const { call, begin, hears } = await conversationsConsole()
    const id = await begin()
    await hears(id, 'Ada', { movesTo: 'form' })
    const { body, headers } = await call('GET', `${path}/${id}/export`)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="conversation-${id}.json"`)
    expect(body.messages).toHaveLength(2)
    expect(body.next_offset).toBeNull()
    expect(body.turn_log.map(({ number }: { number: number }) => number)).toEqual([1, 2])
    expect(body.turn_log[1].events.map(({ type }: { type: string }) => type)).toContain('transition-taken')
  })

  test('an analysis is made now and then stands on the conversation and in the list', async () => {
    const { call, begin, hears } = await conversationsConsole({ analysis: async (request) => plainAnalysis(request) })
    const id = await begin()
    await hears(id, 'my knee hurts, the knee', { ends: true })
    const { status, body } = await call('POST', `${path}/${id}/analyze`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'done', model: null, sentiment: null, call_successful: true })
    expect(body.keywords_detected[0]).toBe('knee')
    expect(body.missing.sentiment).toBe('needs a language model')
    expect((await call('GET', `${path}/${id}`)).body.analysis_result).toEqual(body)
    const { conversations } = (await call('GET', `${path}?analysis=successful`)).body
    expect(conversations).toMatchObject([{ conversation_id: id, analysis: { sentiment: null, successful: true } }])
  })
})

describe('400', () => {
  test.each(['limit=0', 'before=yesterday', 'dialect=trials', 'since=soon', 'analysis=good', 'agent_id=%20'])(
    '%s',
    async (query) => {
      const { call } = await conversationsConsole()
      expect((await call('GET', `${path}?${query}`)).status).toBeGreaterThanOrEqual(400)
      expect((await call('GET', `${path}?${query}`)).status).toBeLessThan(500)
    },
  )

  test('the platform’s key names a tenant', async () => {
    const { call } = await conversationsConsole()
    const key = 'platform-key-for-tests'
    expect((await call('GET', path, { key })).status).toBe(400)
    expect((await call('GET', `${path}?tenant_id=${tenantId}`, { key })).status).toBe(200)
  })
})

describe('401 and 403', () => {
  test('a stranger, and a person without the role', async () => {
    const { call, personOf, begin } = await conversationsConsole()
    const id = await begin()
    expect((await call('GET', path, { headers: {} })).status).toBe(401)
    const user = await personOf('user')
    for (const at of [path, `${path}/${id}`, `${path}/${id}/export`])
      expect((await call('GET', at, { headers: user })).status).toBe(403)
    const analyst = await personOf('analyst')
    expect((await call('POST', `${path}/${id}/analyze`, { headers: analyst })).status).toBe(403)
  })
})

describe('404', () => {
  test('an unknown conversation, and another tenant’s', async () => {
    const { call, begin } = await conversationsConsole()
    const id = await begin()
    for (const [method, end] of [
      ['GET', ''],
      ['GET', '/export'],
      ['POST', '/analyze'],
    ] as const) {
      expect((await call(method, `${path}/${unknown}${end}`)).status).toBe(404)
      expect((await call(method, `${path}/${id}${end}`, { key: 'the-key-of-others' })).status).toBe(404)
    }
    expect((await call('GET', `${path}?tenant_id=${otherTenant}`)).status).toBe(404)
    expect((await call('GET', `${path}?agent_id=nobody`)).status).toBe(404)
  })
})
