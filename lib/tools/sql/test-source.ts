// A small shop in a database of its own, prepared as an import prepares it, for the tests of this folder.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { DataColumn, DataLoader, DataSource, DataTable, Identity } from '@/lib/domain/data-source'
import { silentLog } from '@/test/silent-log'
import { createDataAccess, type OpenDataAccess } from './create-data-access'
import { createDataLoader } from './create-data-loader'
import { allLayers, type DataLayers } from './data-layers'
import { grantRights } from './grant-rights'
import { connected, dropDatabase, makeDatabase, sealDatabase } from './make-database'
import { quoteName } from './quote'
import { atDatabase, type DataServer } from './source-address'
import { sourceNames } from './source-names'

export type TestSource = {
  source: DataSource
  server: DataServer
  access: OpenDataAccess
  /** A connection that may do everything, to look from outside. */
  outside: pg.Client
  close(): Promise<void>
}

export const sixteen: Identity = { source: 'shop', key: 16, firstName: 'Frank', lastName: 'Harris' }

const script = `
  CREATE TABLE customer (customer_id int PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, country text, email text);
  CREATE TABLE invoice (invoice_id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customer, invoice_date timestamp NOT NULL, total numeric(10,2) NOT NULL);
  CREATE TABLE invoice_line (invoice_line_id int PRIMARY KEY, invoice_id int NOT NULL REFERENCES invoice, track_id int NOT NULL, unit_price numeric(10,2) NOT NULL);
  CREATE TABLE track (track_id int PRIMARY KEY, name text NOT NULL, milliseconds int NOT NULL);
  CREATE TABLE employee (employee_id int PRIMARY KEY, name text NOT NULL, salary int NOT NULL);
  INSERT INTO customer VALUES (16, 'Frank', 'Harris', 'USA', 'frank@secret.test'), (17, 'Jack', 'Foreign', 'Neverland', 'jack@secret.test');
  INSERT INTO invoice SELECT n, 16 + n % 2, date '2022-01-01' + n, CASE n % 2 WHEN 0 THEN n ELSE 7777.77 END FROM generate_series(1, 20) n;
  INSERT INTO invoice_line SELECT n * 10 + i, n, i, CASE n % 2 WHEN 0 THEN 1 ELSE 7777.77 END FROM generate_series(1, 20) n, generate_series(1, 3) i;
  INSERT INTO track SELECT n, 'Song ' || n, n * 1000 FROM generate_series(1, 3000) n;
  INSERT INTO employee VALUES (1, 'Boss Foreign', 777777);`

const hidden = new Set(['customer.email', 'employee.employee_id', 'employee.name', 'employee.salary'])

function table(name: string, columns: Readonly<Record<string, string>>): DataTable {
  const described = Object.entries(columns).map(
    ([column, sqlType]): DataColumn => ({
      ...{ name: column, sqlType, isNullable: true, note: null, synonyms: [], unit: null, samples: [] },
      type: /text/.test(sqlType) ? 'text' : /timestamp/.test(sqlType) ? 'date' : 'number',
      isAllowed: !hidden.has(`${name}.${column}`),
    }),
  )
  const isAllowed = name !== 'employee'
  return { name, note: null, synonyms: [], columns: described, primaryKey: [], foreignKeys: [], rows: null, isAllowed }
}

const byCustomer = { column: 'customer_id', references: { table: 'customer', column: 'customer_id' } }
const byInvoice = { column: 'invoice_id', references: { table: 'invoice', column: 'invoice_id' } }

function shop(): DataSource {
  const tables = [
    table('customer', {
      ...{ customer_id: 'integer', first_name: 'text', last_name: 'text', country: 'text', email: 'text' },
    }),
    table('invoice', {
      ...{ invoice_id: 'integer', customer_id: 'integer', invoice_date: 'timestamp', total: 'numeric(10,2)' },
    }),
    table('invoice_line', {
      ...{ invoice_line_id: 'integer', invoice_id: 'integer', track_id: 'integer', unit_price: 'numeric(10,2)' },
    }),
    table('track', { track_id: 'integer', name: 'text', milliseconds: 'integer' }),
    table('employee', { employee_id: 'integer', name: 'text', salary: 'integer' }),
  ]
  const rows = [
    { table: 'customer', path: [] },
    { table: 'invoice', path: [byCustomer] },
    { table: 'invoice_line', path: [byInvoice, byCustomer] },
  ]
  const id = randomUUID()
  const identity = { table: 'customer', key: 'customer_id', firstName: 'first_name', lastName: 'last_name', rows }
  return {
    ...{ id, tenantId: randomUUID(), name: 'shop', kind: 'loaded', database: sourceNames(id).database, url: null },
    ...{ schema: { tables }, identity, createdAt: 0, updatedAt: 0 },
  }
}

/** `without`: the layers that are left out; without `role` the reading role may do whatever its database can grant. */
export async function openShop(...without: readonly (keyof DataLayers)[]): Promise<TestSource> {
  const server: DataServer = { url: inject('clusterUrl'), passwordOf: (id) => `pw-${id}` }
  const source = shop()
  const layers: DataLayers = { ...allLayers, ...Object.fromEntries(without.map((layer) => [layer, false])) }
  const url = await makeDatabase(server, source.id)
  await connected(url, async (client) => {
    await client.query(`SET search_path = public; ${script}; SET search_path = pg_catalog, pg_temp`)
    await sealDatabase(client, source.id)
    await grantRights(client, source, layers)
    if (!layers.role) await client.query(unlimited(source.id))
  })
  const outside = new pg.Client({ connectionString: url })
  await outside.connect()
  const access = createDataAccess(server, { layers })
  return {
    ...{ source, server, access, outside },
    async close() {
      await access.close()
      await outside.end()
      await dropDatabase(server, source.id)
    },
  }
}

/**
 * The same shop as somebody's own PostgreSQL: a database of a role that is no superuser, with another program at work in it
 * (`program`), and our guards put on it.
 */
export async function openLiveShop(...without: readonly (keyof DataLayers)[]): Promise<LiveShop> {
  const cluster = new pg.Client({ connectionString: inject('clusterUrl') })
  await cluster.connect()
  const id = randomUUID()
  const [database, owner, program] = ['live', 'owner', 'program'].map((name) => `${name}_${id.replaceAll('-', '')}`)
  if (!database || !owner || !program) throw new Error('unreachable')
  await cluster.query(`CREATE ROLE ${owner} LOGIN CREATEROLE`)
  await cluster.query(`CREATE ROLE ${program} LOGIN`)
  await cluster.query(`CREATE DATABASE ${database} OWNER ${owner}`)
  const at = (user: string | null) => {
    const url = new URL(atDatabase(inject('clusterUrl'), database))
    if (user) url.username = user
    return url.href
  }
  await connected(at(owner), (client) =>
    client.query(`CREATE SCHEMA shop; GRANT USAGE ON SCHEMA shop TO ${program}; SET search_path = shop; ${script};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO ${program}`),
  )
  const server: DataServer = { url: null, passwordOf: (one) => `pw-${one}` }
  const made = shop()
  const source: DataSource = {
    ...{ ...made, id, kind: 'postgres', database: null, url: at(owner) },
    schema: { ...made.schema, namespace: 'shop' },
  }
  const layers: DataLayers = { ...allLayers, ...Object.fromEntries(without.map((layer) => [layer, false])) }
  const access = createDataAccess(server, { layers })
  const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
  await loader.grant(source)
  const clients = { outside: new pg.Client(at(null)), program: new pg.Client(at(program)) }
  for (const client of Object.values(clients)) await client.connect()
  await clients.outside.query('SET search_path = shop')
  await clients.program.query('SET search_path = shop')
  const reader = sourceNames(id).reader
  if (!layers.policies)
    await clients.outside.query(
      'ALTER TABLE customer DISABLE ROW LEVEL SECURITY; ALTER TABLE invoice DISABLE ROW LEVEL SECURITY; ALTER TABLE invoice_line DISABLE ROW LEVEL SECURITY',
    )
  if (!layers.role)
    await clients.outside.query(
      `GRANT ALL ON ALL TABLES IN SCHEMA shop TO ${reader}; GRANT ALL ON SCHEMA shop TO ${reader}; GRANT ALL ON DATABASE ${database} TO ${reader}; ALTER ROLE ${reader} RESET ALL`,
    )
  return {
    ...{ source, server, access, loader, ...clients, reader },
    async close() {
      await access.close()
      for (const client of Object.values(clients)) await client.end()
      await cluster.query(`DROP DATABASE ${database} WITH (FORCE)`)
      for (const role of [reader, program, owner]) await cluster.query(`DROP ROLE IF EXISTS ${role}`)
      await cluster.end()
    },
  }
}

export type LiveShop = TestSource & { loader: DataLoader; program: pg.Client; reader: string }

function unlimited(id: string): string {
  const { database, reader } = sourceNames(id)
  const role = quoteName(reader)
  return `
    GRANT ALL ON ALL FUNCTIONS IN SCHEMA pg_catalog TO ${role};
    GRANT SELECT ON ALL TABLES IN SCHEMA pg_catalog TO ${role};
    GRANT ALL ON LANGUAGE plpgsql, sql TO ${role};
    GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT ALL ON SCHEMA public TO ${role};
    GRANT ALL ON DATABASE ${quoteName(database)} TO ${role};
    ALTER ROLE ${role} IN DATABASE ${quoteName(database)} RESET ALL;`
}
