import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { createPool } from '@/lib/store/postgres/create-pool'
import { makePartitions } from '@/lib/store/postgres/make-partitions'
import { freshDatabase } from '@/test/database'

/** The engine asks the database for its version when it is made, and nothing more in order to write SQL. */
async function connectionTo(url: string) {
  const adapter = await new PrismaPg(url).connect()
  const answered = <Value>(value: Value) => ({ ok: true, value })
  const connection = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    getConnectionInfo: () => answered(adapter.getConnectionInfo()),
    queryRaw: async (query: Parameters<typeof adapter.queryRaw>[0]) => answered(await adapter.queryRaw(query)),
    dispose: async () => answered(await adapter.dispose()),
  }
  return { ...connection, connect: async () => answered(connection), close: () => adapter.dispose() }
}

/** The SQL by which Prisma would make the tables of its schema. */
async function sqlOf(schema: string, url: string): Promise<string> {
  const module = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = await readFile(module.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': { ...engineBindings } })
  const { __wbindgen_start: begin } = instance.exports
  const connect = Reflect.get(engineBindings, '__wbg_set_wasm')
  if (typeof connect !== 'function' || typeof begin !== 'function')
    throw new Error('The schema engine starts otherwise')
  connect(instance.exports)
  begin()
  const options = { datamodels: [['schema.prisma', schema] satisfies [string, string]] }
  const connection = await connectionTo(url)
  const engine = await engineBindings.SchemaEngine.new(options, () => undefined, connection)
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  engine.free()
  await connection.close()
  return stdout ?? ''
}

// Partitions are left out, and what Prisma cannot say: that a column is generated, or a table partitioned.
const catalogue = `
WITH own AS (
  SELECT c.oid, c.relname FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> '_prisma_migrations'
)
SELECT format('%s.%s %s%s%s', own.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' not null' END,
    CASE WHEN a.attgenerated = '' THEN ' ' || pg_get_expr(d.adbin, d.adrelid) END) AS line
  FROM own JOIN pg_attribute a ON a.attrelid = own.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = own.oid AND d.adnum = a.attnum
UNION ALL
SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') FROM own JOIN pg_index i ON i.indrelid = own.oid
UNION ALL
SELECT format('%s: %s %s', own.relname, k.conname, pg_get_constraintdef(k.oid))
  FROM own JOIN pg_constraint k ON k.conrelid = own.oid AND k.contype IN ('p', 'f', 'u', 'c')
ORDER BY line`

async function linesOf(url: string, prepare: (pool: pg.Pool) => Promise<unknown>): Promise<string[]> {
  const pool = createPool(url, 1)
  await prepare(pool)
  const { rows } = await pool.query<{ line: string }>(catalogue)
  await pool.end()
  return rows.map(({ line }) => line)
}

test('Prisma’s schema describes the tables that the migrations make', async () => {
  const [migrated, described] = [await freshDatabase(), await freshDatabase()]
  const sql = await sqlOf(await readFile('prisma/schema.prisma', 'utf8'), described.url)
  const fromMigrations = await linesOf(migrated.url, (pool) => makePartitions(pool, Date.now(), 1))
  const fromSchema = await linesOf(described.url, (pool) =>
    pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${sql}`),
  )
  await Promise.all([migrated.drop(), described.drop()])
  expect(fromSchema).toEqual(fromMigrations)
  expect(fromSchema.length).toBeGreaterThan(100)
})
