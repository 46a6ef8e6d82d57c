import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPool } from '@/lib/store/postgres/create-pool'
import { migrate } from '@/lib/store/postgres/migrate'
import { freshDatabase } from '@/test/database'

let folder: string
let pool: pg.Pool
let drop: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  const database = await freshDatabase()
  drop = database.drop
  pool = createPool(database.url, 4)
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
})

afterEach(async () => {
  await pool.end()
  await drop()
  await rm(folder, { recursive: true })
})

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

test('migrations are applied in order, once, and noted as Prisma notes them', async () => {
  await addMigration('002_more', 'ALTER TABLE a ADD COLUMN y int')
  await addMigration('001_start', 'CREATE TABLE a (x int)')
  expect(await migrate(pool, folder)).toEqual(['001_start', '002_more'])
  expect(await migrate(pool, folder)).toEqual([])
  const { rows } = await pool.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
  expect(rows[0]).toMatchObject({
    ...{ migration_name: '001_start', applied_steps_count: 1, rolled_back_at: null, finished_at: expect.any(Date) },
    checksum: createHash('sha256').update('CREATE TABLE a (x int)').digest('hex'),
  })
})

test('processes that start at once apply each migration once', async () => {
  await addMigration('001_start', 'CREATE TABLE a (x int)')
  const applied = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)])
  expect(applied.flat()).toEqual(['001_start'])
})

test('a migration that fails leaves nothing behind', async () => {
  await addMigration('001_start', 'CREATE TABLE a (x int); SELECT 1 / 0')
  await expect(migrate(pool, folder)).rejects.toThrow(/division by zero/)
  await addMigration('001_start', 'CREATE TABLE a (x int)')
  expect(await migrate(pool, folder)).toEqual(['001_start'])
})

test('a database that is newer than the code is refused with a sentence', async () => {
  await addMigration('001_start', 'CREATE TABLE a (x int)')
  await addMigration('002_future', 'CREATE TABLE b (x int)')
  await migrate(pool, folder)
  await rm(join(folder, '002_future'), { recursive: true })
  await expect(migrate(pool, folder)).rejects.toMatchObject({
    code: 'CONFLICT',
    publicMessage: expect.stringMatching(/newer than this version.*002_future/),
  })
})

test('a migration whose file was changed after it was applied is refused', async () => {
  await addMigration('001_start', 'CREATE TABLE a (x int)')
  await migrate(pool, folder)
  await addMigration('001_start', 'CREATE TABLE a (x bigint)')
  await addMigration('002_more', 'CREATE TABLE b (x int)')
  await expect(migrate(pool, folder)).rejects.toThrow(/different file.*001_start/)
  expect((await pool.query("SELECT to_regclass('b') AS made")).rows).toEqual([{ made: null }])
})
