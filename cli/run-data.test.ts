import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'
import { atDatabase } from '@/lib/tools/sql/source-address'
import { silentLog } from '@/test/silent-log'
import { demoTenant } from './demo-ids'
import { runData } from './run-data'

const server = { url: inject('clusterUrl'), passwordOf: (id: string) => `pw-${id}` }
const access = createDataAccess(server)
const store = createMemoryStore(systemClock)
const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
const ports: DataAdminPorts = { store, loader, access, clock: systemClock }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-'))
  await writeFile(
    join(folder, 'shop.sql'),
    `CREATE TABLE client (id int PRIMARY KEY, first text, last text);
     CREATE TABLE bill (id int PRIMARY KEY, client int REFERENCES client, total numeric(8,2));
     INSERT INTO client VALUES (1, 'Ann', 'Lee'), (2, 'Bob', 'van Dam');
     INSERT INTO bill VALUES (1, 1, 5), (2, 2, 7.5); GRANT ALL ON bill TO PUBLIC;`,
  )
  await store.access.addTenant(platform, { id: demoTenant, name: 'Demo' })
})
afterAll(() => Promise.all([access.close(), rm(folder, { recursive: true })]))

async function data(...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const open = async () => ({ ports, close: async () => {} })
  const urls = new Map([
    ['SHOP_URL', inject('clusterUrl')],
    ['OWN_URL', atDatabase(inject('clusterUrl'), 'own_shop')],
  ])
  const environmentValue = (name: string) => urls.get(name)
  const status = await runData({
    argv: argv.map((arg) => arg.replace('./', `${folder}/`)),
    open,
    environmentValue,
    stdout,
    stderr,
  })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

test('a script is imported, listed, shown, asked in names, and removed', async () => {
  const loaded = await data('import', './shop.sql', '--name', 'shop', '--identity', 'client.id,first,last')
  expect(loaded.errors).toBe('')
  expect(loaded.shown).toMatch(/^shop is loaded\.\nLeft out of the script: GRANT\.\n/)
  expect(loaded.shown).toMatch(/bill +\| 2 +\| 3 +\| its person/)
  expect((await data('list')).shown).toMatch(/shop \| loaded \| 2 +\| client\.id,first,last/)
  expect((await data('show', 'shop')).shown).toMatch(/bill\.total +\| numeric\(8,2\)/)
  const sql = 'SELECT total FROM bill'
  expect((await data('query', 'shop', sql, '--as', 'bob van dam')).shown).toMatch(/ total\n-+\n 7\.5\n1 row in \d+ ms/)
  expect((await data('query', 'shop', sql)).shown).toMatch(/^ total\n-+\n0 rows/)
  expect(await data('query', 'shop', sql, '--as', 'Nobody Here')).toMatchObject({ status: 1, shown: '' })
  expect((await data('query', 'shop', 'DELETE FROM bill')).errors).toMatch(/^refused: A query is one SELECT/)
  expect((await data('import', './shop.sql', '--name', 'shop')).errors).toMatch(/exists already/)
  expect(await data('remove', 'shop')).toMatchObject({ status: 0, shown: 'shop is removed.\n' })
  expect((await data('list')).shown).toMatch(/There are no data sources/)
})

test('a PostgreSQL is connected by an address that the command line does not show', async () => {
  const connected = await data('connect', '--name', 'other', '--url-env', 'SHOP_URL')
  expect(connected).toMatchObject({ status: 0, errors: '' })
  expect((await data('query', 'other', 'SELECT 1 AS one')).shown).toMatch(/ one\n-+\n 1\n/)
  expect((await data('connect', '--name', 'none', '--url-env', 'NO_URL')).errors).toBe('NO_URL is not set.\n')
  await data('remove', 'other')
})

test("people's rows in a PostgreSQL of one's own are kept apart where it is, and it is left as it was", async () => {
  await inDatabase('postgres', `CREATE DATABASE own_shop`)
  const script = await readFile(join(folder, 'shop.sql'), 'utf8')
  await inDatabase('own_shop', script)
  expect(
    await data('connect', '--name', 'own', '--url-env', 'OWN_URL', '--identity', 'client.id,first,last'),
  ).toMatchObject({ status: 0, errors: '' })
  const sql = 'SELECT total FROM bill'
  expect((await data('query', 'own', sql, '--as', 'bob van dam')).shown).toMatch(/ total\n-+\n 7\.5\n1 row in \d+ ms/)
  expect((await data('query', 'own', sql)).shown).toMatch(/^ total\n-+\n0 rows/)
  expect((await data('list')).shown).toMatch(/own +\| postgres \| 2 +\| client\.id,first,last/)
  expect(await data('remove', 'own')).toMatchObject({ status: 0 })
  expect(
    await inDatabase(
      'own_shop',
      "SELECT 1 FROM pg_policies UNION ALL SELECT 1 FROM pg_namespace WHERE nspname LIKE 'parley%'",
    ),
  ).toBe(0)
  await access.close()
  await inDatabase('postgres', 'DROP DATABASE own_shop WITH (FORCE)')
})

async function inDatabase(database: string, sql: string): Promise<number | null> {
  const client = new pg.Client(atDatabase(inject('clusterUrl'), database))
  await client.connect()
  const result = await client.query(sql)
  await client.end()
  return result.rowCount
}

test.each([
  [
    'an identity that is not there',
    ['import', './shop.sql', '--name', 'x', '--identity', 'client.key,first,last'],
    /TABLE\.KEY/,
  ],
  ['a file that is not there', ['import', './none.sql', '--name', 'x'], /cannot be read/],
  ['a name that no agent can name', ['import', './shop.sql', '--name', '1 x'], /begins with a letter/],
  ['a source that is not there', ['show', 'none'], /not found/],
])('1: %s', async (_, argv, errors) => {
  expect(await data(...argv)).toMatchObject({ status: 1, shown: '', errors: expect.stringMatching(errors) })
})

test.each([[['import', 'a.sql']], [['query', 'shop']], [['what']], [['query', 'shop', 'SELECT 1', '--as', 'Ann']]])(
  '2: %s',
  async (argv) => {
    expect((await data(...argv)).status).toBe(2)
  },
)

test('help says what there is', async () => {
  expect((await data('--help')).shown).toMatch(/npm run data -- import/)
})
