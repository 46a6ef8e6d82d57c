// The administration of data sources over the real rows, loader and access.
import { afterAll, describe, expect, inject, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'
import { silentLog } from '@/test/silent-log'
import { changeSourceRow } from './change-source'
import { deleteSourceRow } from './delete-source'
import { importSourceRow } from './import-source'
import { listSourcesRow } from './list-sources'
import { querySourceRow } from './query-source'
import { readSourceRow } from './read-source'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const otherTenant = '11111111-1111-4111-8111-111111111111'
const rows = [listSourcesRow, importSourceRow, readSourceRow, changeSourceRow, deleteSourceRow, querySourceRow]
const server = { url: inject('clusterUrl'), passwordOf: (id: string) => `pw-${id}` }
const access = createDataAccess(server)
const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
const script = `
  CREATE TABLE client (id int PRIMARY KEY, first text, last text, email text);
  CREATE TABLE bill (id int PRIMARY KEY, client int REFERENCES client, total numeric(8,2));
  INSERT INTO client VALUES (1, 'Ann', 'Lee', 'a@x.org'), (2, 'Bob', 'Dam', 'b@x.org');
  INSERT INTO bill VALUES (1, 1, 5), (2, 2, 7.5); CREATE VIEW v AS SELECT 1;`

const open: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const remove of open) await remove()
  await access.close()
})

async function dataConsole() {
  const store = createMemoryStore(systemClock)
  for (const [id, secret] of [
    [tenantId, 'the-key-of-the-shop'],
    [otherTenant, 'the-key-of-others'],
  ] as const) {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, { id, tenantId: id, name: 'test', secret, createdAt: 0 })
  }
  const keys = { platformKey, tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) }
  const visitors = { exposureOf: () => 'open' as const, defaultTenantId: tenantId }
  const http = createHttpServices({ ...keys, log: silentLog, store, clock: systemClock, visitors })
  const handle = serve(rows, { ...http, dataAdmin: { store, loader, access, clock: systemClock } })
  open.push(async () => {
    for (const source of await store.data.listSources(platform, tenantId)) await loader.drop(source)
  })

  async function ask(method: string, path: string, bytes: Uint8Array<ArrayBuffer>, type: string, key: string) {
    const timestamp = String(Math.floor(systemClock.now() / 1000))
    const headers = { ...signed(method, path, bytes, { timestamp, key }), 'content-type': type }
    const body = bytes.length > 0 ? { body: bytes } : {}
    const response = await handle(new Request(`http://parley.test${path}`, { method, headers, ...body }))
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  }
  const call = (method: string, path: string, body?: unknown, key = 'the-key-of-the-shop') =>
    ask(method, path, new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)), 'application/json', key)
  async function upload(query: string, ...files: string[]) {
    const form = new FormData()
    for (const content of files) form.append('file', new Blob([content]), 'shop.sql')
    const sent = new Response(form)
    const bytes = new Uint8Array(await sent.arrayBuffer())
    const type = sent.headers.get('content-type') ?? ''
    return ask('POST', `/api/admin/data/import?${query}`, bytes, type, 'the-key-of-the-shop')
  }
  return { call, upload }
}

async function withShop() {
  const kit = await dataConsole()
  const made = await kit.upload('name=shop&identity=client.id,first,last', script)
  return { ...kit, made }
}

const shop = '/api/admin/data/shop'
const asAnn = { first_name: 'ann', last_name: 'lee' }

describe('200', () => {
  test('a script is imported, listed, read, and deleted with its database', async () => {
    const { call, made } = await withShop()
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'shop', kind: 'loaded', identity: 'client.id,first,last', left_out: ['CREATE VIEW'] },
    })
    expect(made.body.personal_tables).toEqual(['client', 'bill'])
    const { sources } = (await call('GET', '/api/admin/data')).body
    expect(sources).toMatchObject([{ id: made.body.id, name: 'shop', tables: 2 }])
    const read = (await call('GET', `/api/admin/data/${made.body.id}`)).body
    expect({ ...read, left_out: ['CREATE VIEW'] }).toEqual(made.body)
    expect((await call('DELETE', shop)).status).toBe(204)
    expect((await call('GET', shop)).status).toBe(404)
  })

  test('a query runs in the name of a person, or of nobody, and a refusal says why', async () => {
    const { call } = await withShop()
    const sql = 'SELECT id, total FROM bill'
    const answer = await call('POST', `${shop}/query`, { sql, as: asAnn })
    expect(answer.body).toMatchObject({ rows: [[1, 5]], is_cut: false, failure: null })
    expect((await call('POST', `${shop}/query`, { sql })).body.rows).toEqual([])
    const refused = await call('POST', `${shop}/query`, { sql: 'DROP TABLE bill' })
    expect(refused).toMatchObject({ status: 200, body: { rows: [], failure: { kind: 'refused' } } })
  })

  test('notes and synonyms are kept; what is taken off the list is gone at once, and comes back', async () => {
    const { call } = await withShop()
    const email = { sql: 'SELECT email FROM client', as: asAnn }
    expect((await call('POST', `${shop}/query`, email)).body.rows).toEqual([['a@x.org']])
    const words = { note: 'Purchases', synonyms: ['purchase'], columns: { total: { unit: 'currency:EUR' } } }
    const hidden = { client: { columns: { email: { is_allowed: false } } } }
    const changed = await call('PATCH', shop, { tables: { bill: words, ...hidden } })
    expect(changed.body.tables[0]).toMatchObject({ name: 'bill', note: 'Purchases', synonyms: ['purchase'] })
    expect((await call('GET', shop)).body).toEqual(changed.body)
    expect((await call('POST', `${shop}/query`, email)).body.failure).toMatchObject({ kind: 'refused' })
    await call('PATCH', shop, { tables: { client: { columns: { email: { is_allowed: true } } } } })
    expect((await call('POST', `${shop}/query`, email)).body.rows).toEqual([['a@x.org']])
  })

  test('without the identity rule every row is open, with it again none', async () => {
    const { call } = await withShop()
    const count = { sql: 'SELECT count(*) FROM bill' }
    expect((await call('PATCH', shop, { identity: null })).body).toMatchObject({ identity: null, personal_tables: [] })
    expect((await call('POST', `${shop}/query`, count)).body.rows).toEqual([[2]])
    await call('PATCH', shop, { identity: 'client.id,first,last' })
    expect((await call('POST', `${shop}/query`, count)).body.rows).toEqual([[0]])
  })
})

test('400 and 422: what cannot be imported or described', async () => {
  const { call, upload } = await withShop()
  expect((await call('POST', '/api/admin/data/import?name=x', {})).status).toBe(400)
  expect((await upload('name=x', 'SELECT 1')).body).toMatchObject({ code: 'VALIDATION_FAILED' })
  expect((await upload('name=x', 'CREATE TABLE a (b int', 'x')).status).toBe(422)
  expect((await upload('name=import', script)).status).toBe(422)
  expect((await upload('name=x&identity=client.none,first,last', script)).status).toBe(422)
  const unknown = await call('PATCH', shop, { tables: { bill: { columns: { none: {} } } } })
  expect(unknown).toMatchObject({ status: 422, body: { problems: [{ path: 'tables.bill.none' }] } })
  expect((await call('GET', '/api/admin/data')).body.sources).toHaveLength(1)
})

test('401 with a wrong signature, 404 for a source, a person or a tenant of others, 409 for a taken name', async () => {
  const { call, upload } = await withShop()
  expect((await call('GET', shop, undefined, 'wrong-key-here')).status).toBe(401)
  for (const [method, path, body] of [
    ['GET', shop, undefined],
    ['PATCH', shop, {}],
    ['DELETE', shop, undefined],
    ['POST', `${shop}/query`, { sql: 'SELECT 1' }],
  ] as const)
    expect((await call(method, path, body, 'the-key-of-others')).status).toBe(404)
  const nobody = { sql: 'SELECT 1', as: { first_name: 'No', last_name: 'Body' } }
  expect((await call('POST', `${shop}/query`, nobody)).status).toBe(404)
  expect((await upload('name=shop', script)).status).toBe(409)
})
