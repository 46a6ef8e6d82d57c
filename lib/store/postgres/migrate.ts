import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { AppError } from '@/lib/domain/errors'

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

// The table of Prisma's own migration commands: both may be used on one database.
const bookkeeping = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

/**
 * Brings the database to the schema of this code; `folder` holds `<name>/migration.sql`. Answers the names applied now.
 * Processes take turns by an advisory lock; each migration is one transaction.
 * Throws CONFLICT where the database is newer than the code, or was migrated from other files.
 */
export async function migrate(pool: pg.Pool, folder = join(process.cwd(), 'prisma/migrations')): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('parley migrations'))")
    await client.query(bookkeeping)
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    const missing = planMigrations(migrations, rows)
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    const unlocked = client.query("SELECT pg_advisory_unlock(hashtext('parley migrations'))")
    await unlocked.finally(() => client.release())
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** What is still to be applied. */
function planMigrations(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    const problem = problemOf(known.get(name), checksum, finishedAt)
    if (problem) throw new AppError('CONFLICT', `${problem} (migration ${name})`)
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

function problemOf(migration: Migration | undefined, checksum: string, finishedAt: Date | null): string | null {
  if (!migration)
    return 'The database is newer than this version of Parley: start the version that migrated it, or a later one'
  if (migration.checksum !== checksum)
    return 'The database was migrated from a different file than this version of Parley has: restore the original file'
  if (finishedAt === null) return 'A migration of the database did not finish: resolve it with prisma migrate resolve'
  return null
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
