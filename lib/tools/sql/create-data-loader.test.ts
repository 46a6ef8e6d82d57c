import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { DataSource, Identity, IdentityRule } from '@/lib/domain/data-source'
import { silentLog } from '@/test/silent-log'
import { createDataAccess } from './create-data-access'
import { createDataLoader } from './create-data-loader'
import type { DataServer } from './source-address'

const server: DataServer = { url: inject('clusterUrl'), passwordOf: (id) => `pw-${id}` }
const access = createDataAccess(server)
const loader = createDataLoader(server, { log: silentLog, forget: access.forget })
const made: string[] = []

afterAll(async () => {
  for (const id of made) await loader.drop({ id, kind: 'loaded' })
  await access.close()
})

function newId(): string {
  const id = randomUUID()
  made.push(id)
  return id
}

const loaded = (text: string) => loader.loadFile(newId(), new TextEncoder().encode(text))

async function sourceOf(bytes: Uint8Array, identity: IdentityRule | null = null): Promise<DataSource> {
  const id = newId()
  const { database, schema } = await loader.loadFile(id, bytes)
  const times = { createdAt: 0, updatedAt: 0 }
  const source = {
    id,
    tenantId: id,
    name: 'it',
    kind: 'loaded' as const,
    database,
    url: null,
    schema,
    identity,
    ...times,
  }
  await loader.grant(source)
  return source
}

async function rowsOf(source: DataSource, sql: string, identity: Identity | null = null) {
  const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
  const result = await access.runQuery(source, sql, identity, options)
  return 'rows' in result ? result.rows : result
}

const script = `
-- A dump.
\\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS shop; CREATE DATABASE shop;
\\c shop
SET statement_timeout = 0;
CREATE TYPE colour AS ENUM ('red', 'green');
CREATE TABLE kind (id serial PRIMARY KEY, "Name" text NOT NULL);
CREATE TABLE thing (id int PRIMARY KEY, kind_id int REFERENCES kind, colour colour, price numeric(6,2), made date, ok boolean, note text);
ALTER TABLE thing OWNER TO somebody;
INSERT INTO kind ("Name") VALUES ('a; b'), (E'it\\'s'), ($$c;d$$);
COPY thing (id, kind_id, colour, price, made, ok, note) FROM stdin;
1\t1\tred\t9.99\t2024-02-29\tt\ttab\\there
2\t2\tgreen\t\\N\t2024-03-01\tf\t\\N
\\.
CREATE TABLE pg_class (relname text);
CREATE VIEW cheap AS SELECT * FROM thing WHERE price < 10;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT ALL ON thing TO PUBLIC;
COMMENT ON TABLE thing IS 'Things;';
/* the /* end */ ; */`

describe('a SQL script', () => {
  test('its tables, keys and rows are there, and the rest is left out', async () => {
    const source = await sourceOf(new TextEncoder().encode(script))
    expect(
      source.schema.tables.map(({ name, rows, primaryKey, foreignKeys }) => [name, rows, primaryKey, foreignKeys]),
    ).toEqual([
      ['kind', 3, ['id'], []],
      ['thing', 2, ['id'], [{ columns: ['kind_id'], table: 'kind', references: ['id'] }]],
    ])
    expect(source.schema.tables[1]?.columns.map(({ name, type, sqlType }) => [name, type, sqlType])).toEqual([
      ['id', 'number', 'integer'],
      ['kind_id', 'number', 'integer'],
      ['colour', 'text', 'public.colour'],
      ['price', 'number', 'numeric(6,2)'],
      ['made', 'date', 'date'],
      ['ok', 'boolean', 'boolean'],
      ['note', 'text', 'text'],
    ])
    const sql = `SELECT t.id, "Name", colour, price, made, ok, note FROM thing t JOIN kind k ON k.id = t.kind_id WHERE colour = 'red'`
    expect(await rowsOf(source, sql)).toEqual([[1, 'a; b', 'red', 9.99, '2024-02-29', true, 'tab\there']])
    expect(source.schema.tables[0]?.columns[1]?.samples).toEqual(['a; b', 'c;d', "it's"])
  })

  test('what was left out is told by its kind', async () => {
    const { leftOut } = await loaded(script)
    expect(leftOut).toEqual(
      expect.arrayContaining(['CREATE DATABASE', 'CREATE VIEW', 'CREATE FUNCTION', 'GRANT', 'COMMENT ON']),
    )
  })

  test.each([
    ['what the database refuses', 'CREATE TABLE a (b int); INSERT INTO a VALUES (1, 2)', /more expressions.*near/],
    [
      'a file of the server',
      "CREATE TABLE a (b text); COPY a FROM '/etc/passwd'",
      /permission denied|must be superuser/,
    ],
    ['a program', "CREATE TABLE a (b text); COPY a FROM PROGRAM 'id'", /permission denied|must be superuser/],
    ['no tables', 'SELECT 1', /no tables/],
    [
      'a column that asks for more rights',
      'CREATE TABLE a (b text DEFAULT pg_read_file($$/etc/passwd$$)); INSERT INTO a DEFAULT VALUES',
      /permission denied/,
    ],
  ])('a failure is told and nothing stays: %s', async (_, text, message) => {
    await expect(loaded(text)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      publicMessage: expect.stringMatching(message),
    })
    const database = `parley_data_${made.at(-1)?.replaceAll('-', '')}`
    const other = await sourceOf(new TextEncoder().encode('CREATE TABLE a (b int)'))
    expect(await rowsOf(other, 'SELECT b FROM a')).toEqual([])
    expect(await rowsOf({ ...other, id: database.slice(12) }, 'SELECT 1')).toMatchObject({ kind: 'failed' })
  })
})

test('a SQLite file: declared types where all values are of them, keys and rows', async () => {
  const sqlite = await import('node:sqlite')
  const path = `/tmp/parley-test-${randomUUID()}.sqlite`
  const file = new sqlite.DatabaseSync(path)
  file.exec(`
    CREATE TABLE Kind (KindId INTEGER PRIMARY KEY, Name NVARCHAR(20));
    CREATE TABLE Thing (ThingId INTEGER PRIMARY KEY, KindId INTEGER REFERENCES Kind, Price NUMERIC(6,2), Made DATETIME, Mixed INTEGER);
    INSERT INTO Kind VALUES (1, 'Ünï\t''\\');
    INSERT INTO Thing VALUES (1, 1, 9.99, '2024-02-29 00:00:00', 3), (9007199254740993, 1, NULL, NULL, 'x');`)
  file.close()
  const source = await sourceOf(readFileSync(path))
  const types = source.schema.tables.flatMap(({ columns }) => columns.map(({ sqlType }) => sqlType))
  expect(types).toEqual(['bigint', 'text', 'bigint', 'bigint', 'numeric(6,2)', 'timestamp without time zone', 'text'])
  expect(source.schema.tables[1]).toMatchObject({
    primaryKey: ['ThingId'],
    foreignKeys: [{ columns: ['KindId'], table: 'Kind', references: ['KindId'] }],
  })
  const sql = 'SELECT "ThingId", "Name", "Price", "Made", "Mixed" FROM "Thing" JOIN "Kind" USING ("KindId") ORDER BY 1'
  expect(await rowsOf(source, sql)).toEqual([
    [1, "Ünï\t'\\", 9.99, '2024-02-29 00:00:00', '3'],
    ['9007199254740993', "Ünï\t'\\", null, null, 'x'],
  ])
})

test('a damaged SQLite file is told', async () => {
  const bytes = new TextEncoder().encode('SQLite format 3\0and nothing more')
  await expect(loader.loadFile(newId(), bytes)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
})

test("the application's own database is no data source", async () => {
  const url = inject('clusterUrl').replace('/parley?', `/${inject('templateDatabase')}?`)
  await expect(loader.inspect(url)).rejects.toMatchObject({ publicMessage: expect.stringMatching(/Parley server/) })
})

describe('a server whose role is no superuser', () => {
  const role = `maker_${randomUUID().replaceAll('-', '')}`
  const own = new URL(inject('clusterUrl'))
  own.username = role
  const small: DataServer = { ...server, url: own.href }
  const cluster = new pg.Client({ connectionString: inject('clusterUrl') })
  const smallAccess = createDataAccess(small)
  const smallLoader = createDataLoader(small, { log: silentLog, forget: smallAccess.forget })

  beforeAll(async () => {
    await cluster.connect()
    await cluster.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER`)
    await cluster.query(`GRANT CONNECT ON DATABASE parley TO ${role}`)
  })
  afterAll(async () => {
    await smallAccess.close()
    await cluster.query(`DROP OWNED BY ${role}`)
    await cluster.query(`DROP ROLE ${role}`)
    await cluster.end()
  })

  test('without the rights it says which it needs; with them sources are made, kept apart, stopped and removed', async () => {
    const bytes = new TextEncoder().encode(`
      CREATE TABLE person (id int PRIMARY KEY, first text, last text);
      INSERT INTO person VALUES (1, 'Ann', 'Lee'), (2, 'Bob', 'Dam');
      CREATE TABLE big (n int); INSERT INTO big SELECT * FROM generate_series(1, 3000)`)
    await expect(smallLoader.loadFile(randomUUID(), bytes)).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      publicMessage: expect.stringMatching(/CREATEDB, CREATEROLE/),
    })
    await cluster.query(`ALTER ROLE ${role} CREATEDB CREATEROLE`)
    const id = randomUUID()
    const { database, schema } = await smallLoader.loadFile(id, bytes)
    const identity = { table: 'person', key: 'id', firstName: 'first', lastName: 'last', rows: [] }
    const times = { createdAt: 0, updatedAt: 0 }
    const source: DataSource = {
      id,
      tenantId: id,
      name: 'it',
      kind: 'loaded',
      database,
      url: null,
      schema,
      identity,
      ...times,
    }
    await smallLoader.grant(source)
    expect(await smallAccess.findPerson(source, 'bob', 'dam')).toMatchObject({ key: 2 })
    const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
    const bob: Identity = { source: 'it', key: 2, firstName: 'Bob', lastName: 'Dam' }
    const mine = await smallAccess.runQuery(source, 'SELECT first FROM person', bob, options)
    expect(mine).toMatchObject({ rows: [['Bob']] })
    const slow = 'SELECT count(*) FROM big a, big b, big c'
    const stopped = await smallAccess.runQuery(source, slow, bob, { ...options, timeoutMs: 200 })
    expect(stopped).toMatchObject({ kind: 'timeout' })
    await smallLoader.drop(source)
    expect((await cluster.query('SELECT 1 FROM pg_roles WHERE rolname LIKE $1', [`${database}%`])).rows).toEqual([])
  })
})

test('where there is no server, what is needed is told', async () => {
  const log = silentLog
  const none = createDataLoader({ ...server, url: null }, { log, forget: access.forget })
  await expect(none.loadFile(newId(), new Uint8Array())).rejects.toMatchObject({
    code: 'SERVER_ERROR',
    publicMessage: expect.stringMatching(/DATA_DATABASE_URL/),
  })
})

const chinook = new URL('../../../../shared/data/chinook/', import.meta.url)
const hop = (column: string, table: string, other = column) => ({ column, references: { table, column: other } })

describe.skipIf(!existsSync(chinook))('the public Chinook files', () => {
  test.each([
    {
      file: 'Chinook_PostgreSql.sql',
      identity: {
        ...{ table: 'customer', key: 'customer_id', firstName: 'first_name', lastName: 'last_name' },
        rows: [{ table: 'invoice', path: [hop('customer_id', 'customer')] }],
      },
      asks: [
        'SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1',
        'SELECT invoice_id, total FROM invoice ORDER BY total DESC LIMIT 1',
        'SELECT count(*) FROM track',
        "SELECT count(*) FROM album JOIN artist USING (artist_id) WHERE artist.name = 'AC/DC'",
      ],
    },
    {
      file: 'Chinook_Sqlite.sqlite',
      identity: {
        ...{ table: 'Customer', key: 'CustomerId', firstName: 'FirstName', lastName: 'LastName' },
        rows: [{ table: 'Invoice', path: [hop('CustomerId', 'Customer')] }],
      },
      asks: [
        'SELECT "InvoiceId", "Total" FROM "Invoice" ORDER BY "Total" LIMIT 1',
        'SELECT "InvoiceId", "Total" FROM "Invoice" ORDER BY "Total" DESC LIMIT 1',
        'SELECT count(*) FROM "Track"',
        `SELECT count(*) FROM "Album" JOIN "Artist" USING ("ArtistId") WHERE "Artist"."Name" = 'AC/DC'`,
      ],
    },
  ])('$file: Frank Harris finds his cheapest and his dearest purchase', async ({ file, identity, asks }) => {
    const source = await sourceOf(readFileSync(new URL(file, chinook)), identity)
    expect(source.schema.tables).toHaveLength(11)
    const found = await access.findPerson(source, 'frank', 'harris')
    expect(found).toMatchObject({ firstName: 'Frank', lastName: 'Harris' })
    const frank: Identity = { source: 'it', key: 16, firstName: 'Frank', lastName: 'Harris' }
    const answers = await Promise.all(asks.map((sql) => rowsOf(source, sql, frank)))
    expect(answers).toEqual([[[13, 0.99]], [[145, 13.86]], [[3503]], [[2]]])
  })
})
