import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '@/lib/domain/access-store'
import type { NamedProvider } from '@/lib/domain/provider-store'
import { platform, tenant } from '@/lib/domain/scope'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { cheapPasswordHash } from '@/test/cheap-password-hash'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { listAuditRow } from './audit'
import { addKeyRow, listKeysRow, revokeKeyRow } from './keys'
import { addPersonRow, changePersonRow, listPeopleRow, removePersonRow } from './people'
import { addProviderRow, listProvidersRow, removeProviderRow, tryProviderRow } from './providers'
import { addTenantRow, changeTenantRow, listTenantsRow, readTenantRow } from './tenants'

const first = '6bc1814c-5705-5b6e-af99-104b91962282'
const other = '11111111-1111-4111-8111-111111111111'
const origin = 'http://parley.test'
const begun = Date.UTC(2026, 10, 21, 12)

const rows = [
  ...[addKeyRow, listKeysRow, revokeKeyRow, addPersonRow, changePersonRow, listPeopleRow, removePersonRow],
  ...[addProviderRow, listProvidersRow, removeProviderRow, tryProviderRow],
  ...[addTenantRow, changeTenantRow, listTenantsRow, readTenantRow, listAuditRow],
]

let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  office = await openOffice()
})

async function openOffice() {
  const clock = movableClock(begun + 60_000)
  const store = createMemoryStore(clock)
  for (const id of [first, other]) await store.access.addTenant(platform, { id, name: `Tenant ${id.slice(0, 4)}` })
  const passwordHash = cheapPasswordHash('a password')
  const add = async (tenantId: string, role: Person['role']): Promise<Person> => {
    const person = { id: randomUUID(), tenantId, email: `${role}.${tenantId.slice(0, 4)}@x.org`, passwordHash, role }
    await store.access.addPerson(platform, person)
    return person
  }
  const http = createHttpServices({
    ...{
      log: silentLog,
      store,
      platformKey,
      tokenSecret: Buffer.alloc(32, 7),
      sessionSecret: Buffer.alloc(32, 8),
      clock,
    },
    visitors: { exposureOf: () => 'open', defaultTenantId: first },
  })
  const tried: NamedProvider[] = []
  const handle = serve(rows, {
    ...http,
    accessAdmin: {
      ...{ store, clock, defaultTenantId: first },
      async tryProvider(provider) {
        tried.push(provider)
        return { text: provider.name === 'dead' ? null : 'ready', calls: [] }
      },
    },
  })
  async function as(who: Person | 'platform' | { key: string }, method: string, path: string, body?: object) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const request = new Request(`${origin}${path}`, {
      method,
      ...(body === undefined ? {} : { body: text }),
      headers: {
        'content-type': 'application/json',
        origin,
        host: 'parley.test',
        ...(await headersOf(who, method, path, text)),
      },
    })
    const answer = await handle(request)
    const said = await answer.text()
    return { status: answer.status, body: said === '' ? null : JSON.parse(said) }
  }
  async function headersOf(who: Person | 'platform' | { key: string }, method: string, path: string, text: string) {
    if (who === 'platform') return signed(method, path, text, { timestamp: String(Math.floor(clock.now() / 1000)) })
    if ('key' in who) return { authorization: `Bearer ${who.key}` }
    const token = await encode({ token: http.sessionCookie.claimsOf(who), secret: http.sessionCookie.secret })
    return { cookie: `${http.sessionCookie.name}=${token}` }
  }
  return {
    store,
    clock,
    tried,
    as,
    owner: await add(first, 'owner'),
    editor: await add(first, 'editor'),
    stranger: await add(other, 'owner'),
  }
}

describe('people', () => {
  test('201: a person is added with a password that is told once, and can be changed and removed', async () => {
    const { as, owner, store } = office
    const added = await as(owner, 'POST', '/api/admin/people', { email: 'New@X.org', role: 'analyst' })
    expect(added).toMatchObject({ status: 201, body: { person: { email: 'new@x.org', role: 'analyst' } } })
    expect(added.body.password).toHaveLength(16)
    const place = `/api/admin/people/${added.body.person.id}`
    expect(await as(owner, 'PATCH', place, { role: 'editor' })).toMatchObject({
      status: 200,
      body: { person: { role: 'editor' }, password: null },
    })
    const renewed = await as(owner, 'PATCH', place, { new_password: true })
    expect(renewed.body.password).not.toBe(added.body.password)
    expect(await as(owner, 'DELETE', place)).toEqual({ status: 204, body: null })
    expect((await store.access.listPeople(tenant(first))).map(({ email }) => email)).not.toContain('new@x.org')
  })

  test('409: the last owner stays one; an address signs in to one tenant alone', async () => {
    const { as, owner, stranger } = office
    expect(await as(owner, 'PATCH', `/api/admin/people/${owner.id}`, { role: 'user' })).toMatchObject({ status: 409 })
    expect(await as(owner, 'DELETE', `/api/admin/people/${owner.id}`)).toMatchObject({ status: 409 })
    expect(await as(owner, 'POST', '/api/admin/people', { email: stranger.email, role: 'user' })).toMatchObject({
      status: 409,
    })
  })

  test("404: another tenant's person; 403: an editor; 401: nobody", async () => {
    const { as, owner, editor, stranger } = office
    for (const [method, body] of [
      ['PATCH', { role: 'user' }],
      ['DELETE', undefined],
    ] as const)
      expect(await as(owner, method, `/api/admin/people/${stranger.id}`, body)).toMatchObject({ status: 404 })
    expect(await as(editor, 'GET', '/api/admin/people')).toMatchObject({ status: 403 })
    expect(await as({ key: 'parley_key_wrong' }, 'GET', '/api/admin/people')).toMatchObject({ status: 401 })
  })
})

describe('keys', () => {
  test('a bearer key is told once, opens its own tenant until it is revoked, and is kept as a hash', async () => {
    const { as, owner, store, clock } = office
    const made = await as(owner, 'POST', '/api/admin/keys', { kind: 'bearer', name: 'Backend' })
    expect(made).toMatchObject({ status: 201, body: { key: { kind: 'bearer', name: 'Backend', last_used_at: null } } })
    const key = { key: made.body.secret }
    expect((await as(key, 'GET', '/api/admin/people')).body.people).toHaveLength(2)
    expect(await as(key, 'GET', `/api/admin/people?tenant_id=${other}`)).toMatchObject({ status: 404 })
    const listed = await as(owner, 'GET', '/api/admin/keys')
    expect(listed.body.keys).toMatchObject([{ kind: 'bearer', last_used_at: expect.any(String) }])
    expect(JSON.stringify([listed.body, await store.office.listBearerKeys(platform, first)])).not.toContain(
      made.body.secret,
    )
    expect(await as(owner, 'DELETE', `/api/admin/keys/${made.body.key.id}`)).toEqual({ status: 204, body: null })
    clock.advance(2_001)
    expect(await as(key, 'GET', '/api/admin/people')).toMatchObject({ status: 401 })
    expect(await as(owner, 'DELETE', `/api/admin/keys/${made.body.key.id}`)).toMatchObject({ status: 404 })
  })

  test('a signing key is told once and signs', async () => {
    const { as, owner, store } = office
    const made = await as(owner, 'POST', '/api/admin/keys', { kind: 'hmac', name: 'Signer' })
    expect((await store.access.listKeys(tenant(first))).map(({ secret }) => secret)).toEqual([made.body.secret])
    expect((await as(owner, 'GET', '/api/admin/keys')).body.keys).toMatchObject([{ kind: 'hmac', name: 'Signer' }])
  })

  test("404: another tenant's key", async () => {
    const { as, owner, stranger } = office
    const theirs = await as(stranger, 'POST', '/api/admin/keys', { kind: 'bearer', name: 'Theirs' })
    expect(await as(owner, 'DELETE', `/api/admin/keys/${theirs.body.key.id}`)).toMatchObject({ status: 404 })
  })
})

describe('tenants', () => {
  test('owners of the first tenant make others, whose rows they do not see', async () => {
    const { as, owner } = office
    const made = await as(owner, 'POST', '/api/admin/tenants', { name: 'Clinic', owner_email: 'boss@clinic.org' })
    expect(made).toMatchObject({ status: 201, body: { tenant: { name: 'Clinic' }, password: expect.any(String) } })
    const { id } = made.body.tenant
    expect((await as(owner, 'GET', '/api/admin/tenants')).body).toMatchObject({
      may_add: true,
      tenants: expect.arrayContaining([expect.objectContaining({ id })]),
    })
    expect(await as(owner, 'GET', `/api/admin/people?tenant_id=${id}`)).toMatchObject({ status: 404 })
    expect((await as('platform', 'GET', `/api/admin/people?tenant_id=${id}`)).body.people).toMatchObject([
      { email: 'boss@clinic.org', role: 'owner' },
    ])
  })

  test('403: owners of other tenants make none, see their own alone and set no host names', async () => {
    const { as, stranger } = office
    expect(await as(stranger, 'POST', '/api/admin/tenants', { name: 'Mine', owner_email: 'a@b.c' })).toMatchObject({
      status: 403,
    })
    expect((await as(stranger, 'GET', '/api/admin/tenants')).body).toMatchObject({
      may_add: false,
      tenants: [{ id: other }],
    })
    expect(await as(stranger, 'PATCH', '/api/admin/tenant', { host_names: ['chat.example.org'] })).toMatchObject({
      status: 403,
    })
  })

  test('settings: name and host names are set, and no other tenant takes the same name', async () => {
    const { as, owner } = office
    expect(
      (await as(owner, 'PATCH', '/api/admin/tenant', { name: 'Our place', host_names: ['chat.example.org'] })).body,
    ).toEqual({
      ...{ name: 'Our place', landing_agent: null, threads_agent: null, host_names: ['chat.example.org'] },
    })
    const path = `/api/admin/tenant?tenant_id=${other}`
    expect(await as('platform', 'PATCH', path, { host_names: ['chat.example.org'] })).toMatchObject({ status: 409 })
    expect(await as(owner, 'PATCH', '/api/admin/tenant', { landing_agent: 'nobody' })).toMatchObject({ status: 404 })
    expect(await as(owner, 'PATCH', '/api/admin/tenant', { host_names: ['Not A Host'] })).toMatchObject({ status: 422 })
  })
})

describe('providers', () => {
  test('one is added, listed without its key, tried and removed', async () => {
    const { as, owner, editor, tried } = office
    const wanted = {
      name: 'house',
      kind: 'openai',
      model: 'm-1',
      base_url: 'https://models.example.org/v1/',
      api_key: 'sk-secret',
    }
    expect(await as(owner, 'POST', '/api/admin/providers', wanted)).toEqual({ status: 201, body: { name: 'house' } })
    const listed = await as(editor, 'GET', '/api/admin/providers')
    expect(listed.body.providers).toMatchObject([
      { name: 'house', base_url: 'https://models.example.org/v1', is_own: true },
    ])
    expect(JSON.stringify(listed.body)).not.toContain('sk-secret')
    expect((await as(owner, 'POST', '/api/admin/providers/house/test')).body).toMatchObject({
      ok: true,
      answer: 'ready',
      error: null,
    })
    expect(tried).toMatchObject([{ name: 'house', apiKey: 'sk-secret' }])
    expect(await as(owner, 'POST', '/api/admin/providers', wanted)).toMatchObject({ status: 409 })
    expect(await as(owner, 'DELETE', '/api/admin/providers/house')).toMatchObject({ status: 204 })
    expect(await as(owner, 'POST', '/api/admin/providers/house/test')).toMatchObject({ status: 404 })
  })

  test('one that does not answer says so; azure needs an address', async () => {
    const { as, owner } = office
    await as(owner, 'POST', '/api/admin/providers', { name: 'dead', kind: 'openai', model: 'm' })
    expect((await as(owner, 'POST', '/api/admin/providers/dead/test')).body).toMatchObject({
      ok: false,
      error: 'no answer in time',
    })
    expect(await as(owner, 'POST', '/api/admin/providers', { name: 'a', kind: 'azure', model: 'm' })).toMatchObject({
      status: 422,
    })
  })
})

describe('the audit log', () => {
  test('keeps who changed what, by name and never by value; what failed or only reads is not in it', async () => {
    const { as, owner } = office
    const key = await as(owner, 'POST', '/api/admin/keys', { kind: 'bearer', name: 'Backend' })
    await as(owner, 'GET', '/api/admin/keys')
    await as(owner, 'PATCH', `/api/admin/people/${owner.id}`, { role: 'user' })
    await as({ key: key.body.secret }, 'PATCH', '/api/admin/tenant', { name: 'Named by a key' })
    await as('platform', 'POST', `/api/admin/keys?tenant_id=${first}`, { kind: 'hmac', name: 'By the platform' })
    const { entries } = (await as(owner, 'GET', '/api/admin/audit')).body
    expect(entries.map(({ actor, action, fields }: Record<string, unknown>) => [actor, action, fields])).toEqual([
      ['platform', 'Make an API key', ['kind', 'name']],
      [`key:${key.body.key.id}`, 'Change the settings of a tenant', ['name']],
      [`person:${owner.email}`, 'Make an API key', ['kind', 'name']],
    ])
    expect(JSON.stringify(entries)).not.toContain('Named by a key')
  })

  test('is filtered and paged, and belongs to its tenant', async () => {
    const { as, owner, stranger, clock } = office
    for (const name of ['a', 'b', 'c']) {
      await as(owner, 'PATCH', '/api/admin/tenant', { name })
      clock.advance(1_000)
    }
    const page = (await as(owner, 'GET', '/api/admin/audit?limit=2')).body
    expect(page.entries).toHaveLength(2)
    expect((await as(owner, 'GET', `/api/admin/audit?limit=2&before=${page.next}`)).body).toMatchObject({
      entries: [{}],
      next: null,
    })
    expect((await as(owner, 'GET', '/api/admin/audit?search=keys')).body.entries).toEqual([])
    expect((await as(stranger, 'GET', '/api/admin/audit')).body.entries).toEqual([])
    expect(await as(stranger, 'GET', `/api/admin/audit?tenant_id=${first}`)).toMatchObject({ status: 404 })
  })
})
