import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { expect, test } from 'vitest'
import { createPool } from '@/lib/store/postgres/create-pool'
import { makePartitions } from '@/lib/store/postgres/make-partitions'
import { freshDatabase } from '@/test/database'

/** Prisma's schema engine, started by hand: its own loader wants a bundler. */
async function startEngine(schema: string, url: string) {
  const manifest = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const wasm = await readFile(manifest.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': { ...engineBindings } })
  const { __wbindgen_start: start } = instance.exports
  if (!('__wbg_set_wasm' in engineBindings) || typeof engineBindings.__wbg_set_wasm !== 'function')
    throw new Error('The schema engine has changed how it is started')
  engineBindings.__wbg_set_wasm(instance.exports)
  if (typeof start === 'function') start()
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(url))
  return engineBindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter)
}

test('Prisma’s schema describes the tables that the migrations make, partitions or not', async () => {
  const { url, drop } = await freshDatabase()
  const pool = createPool(url, 1)
  await makePartitions(pool, Date.now(), 1)
  await pool.end()
  const schema = await readFile('prisma/schema.prisma', 'utf8')
  const engine = await startEngine(schema, url)
  const files = [{ path: 'prisma/schema.prisma', content: schema }]
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  })
  engine.free()
  await drop()
  expect(stdout).toMatch(/^-- This is an empty migration\./)
})
