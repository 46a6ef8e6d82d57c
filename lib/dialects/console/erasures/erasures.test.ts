import { describe, expect, test } from 'vitest'
import { erasureHash } from '@/lib/admin/erase/erase-person'
import { conversationsConsole, path, tenantId } from '@/lib/dialects/console/conversations/test-conversations'
import { start } from '@/lib/store/store-fixtures'

const erasures = '/api/admin/erasures'

describe('200', () => {
  test('a dry run counts, changes nothing and is not in the audit log; then all of it goes, and a receipt stays that names nobody', async () => {
    const { call, begin, hears, personOf, aborted, store, scope } = await conversationsConsole()
    const noted = () => store.office.listAuditEntries(scope, { tenantId, limit: 10 })
    const headers = await personOf('owner')
    const hers = await begin({ sets: { email: 'Ada@example.org' } })
    await hears(hers, 'hello')
    const other = await begin({ at: start + 1 })
    const named = { email: 'ada@example.org' }
    const looked = await call('POST', erasures, { headers, body: { ...named, dry_run: true } })
    expect(looked.body).toMatchObject({ dry_run: true, receipt: null, counts: { conversations: 1, messages: 2 } })
    expect((await call('GET', `${path}/${hers}`)).status).toBe(200)
    expect(await noted()).toEqual([])
    const { body } = await call('POST', erasures, { headers, body: named })
    expect(await noted()).toMatchObject([{ action: 'Erase a person', fields: ['email'] }])
    expect(body).toMatchObject({ dry_run: false, counts: { conversations: 1, turns: 2, messages: 2 } })
    expect(body.receipt).toMatchObject({ by: 'person:owner@clinic.example', named_by: 'email', counts: body.counts })
    expect(body.receipt.key_hash).toBe(erasureHash(tenantId, { kind: 'email', value: 'ADA@example.org' }))
    expect(aborted).toEqual([hers])
    expect((await call('GET', `${path}/${hers}`)).status).toBe(404)
    expect((await call('GET', `${path}/${other}`)).status).toBe(200)
    const listed = await call('GET', erasures, { headers })
    expect(listed.body).toEqual({ erasures: [body.receipt], next: null })
    expect(JSON.stringify(listed.body)).not.toContain('example.org')
  })

  test.each([
    ['external_user_id', { external_user_id: 'ada' }],
    ['subject', { subject: 'external:ada' }],
    ['answer', { answer: { field: 'name', value: 'ADA' } }],
  ])('by %s', async (_, named) => {
    const { call, begin } = await conversationsConsole()
    const id = await begin({ sets: { name: 'Ada' }, as: { externalUserId: 'ada' } })
    await begin({ at: start + 1, sets: { name: 'Ben' }, as: { externalUserId: 'ben' } })
    expect((await call('POST', erasures, { body: named })).body.counts).toMatchObject({ conversations: 1 })
    expect((await call('GET', `${path}/${id}`)).status).toBe(404)
  })

  test('by conversation_id and by visitor_id', async () => {
    const { call, begin } = await conversationsConsole()
    const [first, second] = [await begin(), await begin({ as: { access: 'visitor:v1' } })]
    const count = async (body: object) => (await call('POST', erasures, { body })).body.counts.conversations
    expect(await count({ conversation_id: first })).toBe(1)
    expect(await count({ visitor_id: 'v1' })).toBe(1)
    expect((await call('GET', `${path}/${second}`)).status).toBe(404)
  })
})

describe('400', () => {
  test.each([
    ['nobody named', {}],
    ['named twice', { email: 'a@b.org', visitor_id: 'v' }],
    ['a subject of no kind', { subject: 'ada' }],
    ['an unknown word', { email: 'a@b.org', everything: true }],
  ])('%s', async (_, body) => {
    const { call } = await conversationsConsole()
    expect([400, 422]).toContain((await call('POST', erasures, { body })).status)
  })
})

describe('403', () => {
  test('only owners erase, and read receipts', async () => {
    const { call, personOf, begin } = await conversationsConsole()
    const id = await begin()
    for (const role of ['editor', 'analyst'] as const) {
      const headers = await personOf(role)
      expect((await call('POST', erasures, { headers, body: { conversation_id: id } })).status).toBe(403)
      expect((await call('GET', erasures, { headers })).status).toBe(403)
    }
    expect((await call('GET', `${path}/${id}`)).status).toBe(200)
  })
})

describe('404', () => {
  test('another tenant is unknown', async () => {
    const { call, begin } = await conversationsConsole()
    const id = await begin()
    const wanted = { key: 'the-key-of-others', body: { conversation_id: id } }
    expect((await call('POST', `${erasures}?tenant_id=${tenantId}`, wanted)).status).toBe(404)
    expect((await call('POST', erasures, wanted)).body.counts.conversations).toBe(0)
    expect((await call('GET', `${path}/${id}`)).status).toBe(200)
  })
})
