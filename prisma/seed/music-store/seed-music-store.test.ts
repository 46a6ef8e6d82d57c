import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import { systemClock } from '@/lib/domain/clock'
import type { DataSource, Identity } from '@/lib/domain/data-source'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'
import { silentLog } from '@/test/silent-log'
import { makeMusicStore } from './make-music-store'
import { seedMusicStore } from './seed-music-store'

const server = { url: inject('clusterUrl'), passwordOf: (id: string) => `pw-${id}` }
const access = createDataAccess(server)
const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
const store = createMemoryStore(systemClock)
const ports: DataAdminPorts = { store, loader, access, clock: systemClock }
const tenantId = randomUUID()
let source: DataSource

beforeAll(async () => {
  await store.access.addTenant(platform, { id: tenantId, name: 'Demo' })
  await seedMusicStore(ports, tenantId)
  const [made] = await store.data.listSources(tenant(tenantId), tenantId)
  if (!made) throw new Error('The store was not made')
  source = made
})

afterAll(async () => {
  await loader.drop(source)
  await access.close()
})

const frank: Identity = { source: 'music_store', key: 16, firstName: 'Frank', lastName: 'Harris' }

async function ask(sql: string, identity: Identity | null = frank) {
  const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
  const result = await access.runQuery(source, sql, identity, options)
  return 'rows' in result ? result.rows : result
}

test('customer 16 is Frank Harris with seven purchases, the cheapest 13 at 0.99 and the dearest 145 at 13.86', async () => {
  expect(await access.findPerson(source, 'frank', 'harris')).toMatchObject({ key: 16 })
  expect(await ask('SELECT count(*) FROM invoice')).toEqual([[7]])
  expect(await ask('SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1')).toEqual([[13, 0.99]])
  expect(await ask('SELECT invoice_id, total FROM invoice ORDER BY total DESC LIMIT 1')).toEqual([[145, 13.86]])
  expect(await ask('SELECT sum(unit_price * quantity) = (SELECT sum(total) FROM invoice) FROM invoice_line')).toEqual([
    [true],
  ])
})

test('it has the size and the keys of the public sample', () => {
  const { tables } = source.schema
  expect(Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))).toMatchObject({
    ...{ artist: 275, album: 347, track: 3503, genre: 25, media_type: 5, employee: 8, customer: 59, invoice: 412 },
    invoice_line: 2240,
  })
  expect(tables.every(({ primaryKey }) => primaryKey.length > 0)).toBe(true)
  expect(tables.flatMap(({ foreignKeys }) => foreignKeys)).toHaveLength(11)
  expect(source.identity?.rows.map(({ table }) => table).sort()).toEqual(['customer', 'invoice', 'invoice_line'])
})

test('samples name things and no people', () => {
  const samples = source.schema.tables.flatMap(({ columns }) => columns.flatMap((column) => column.samples))
  expect(samples).toEqual(expect.arrayContaining(['Rock', 'Germany', 'Berlin', 'MPEG audio file']))
  const text = JSON.stringify(source.schema.tables.filter(({ name }) => name === 'customer' || name === 'employee'))
  expect(text).not.toMatch(/Harris|example\.com|\(555\)/)
})

test('it is the same at every start, every name of a customer is one person, and what was removed stays away', async () => {
  expect(makeMusicStore()).toEqual(makeMusicStore())
  const customers = makeMusicStore().find(({ name }) => name === 'customer')?.rows ?? []
  expect(new Set(customers.map(([, first, last]) => `${first} ${last}`)).size).toBe(59)
  expect(await seedMusicStore(ports, tenantId)).toBe(false)
})
