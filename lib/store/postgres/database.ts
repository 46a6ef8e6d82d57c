import pg from 'pg'
import type { PrismaClient } from '@/lib/store/generated/client'

/** Prepared once per connection under its name. */
export type Statement = { name: string; text: string }

export type Database = { pool: pg.Pool; prisma: PrismaClient }

/** One named statement; times arrive as milliseconds, bigints as numbers. */
export async function run<Row extends pg.QueryResultRow>(
  { pool }: Pick<Database, 'pool'>,
  { name, text }: Statement,
  values: readonly (string | number | boolean | null)[],
): Promise<Row[]> {
  const result = await pool.query<Row>({ name, text, values: [...values], types: { getTypeParser } })
  return result.rows
}

/**
 * One statement, planned for its values, against the pool's habit: for lists with many filters, whose way in depends on which
 * of them are set.
 */
export async function runAnew<Row extends pg.QueryResultRow>(
  { pool }: Pick<Database, 'pool'>,
  { text }: Pick<Statement, 'text'>,
  values: readonly (string | number | boolean | null)[],
): Promise<Row[]> {
  const client = await pool.connect()
  let isLost = false
  try {
    await client.query('BEGIN; SET LOCAL plan_cache_mode = force_custom_plan')
    const { rows } = await client.query<Row>({ text, values: [...values], types: { getTypeParser } })
    await client.query('COMMIT')
    return rows
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      isLost = true
    })
    throw error
  } finally {
    client.release(isLost)
  }
}

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.TIMESTAMPTZ]: (text) => parseTime(text),
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  parsers[oid] ?? pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format)

/** `2026-11-21 04:28:51.123+00`, as sessions in UTC write it, or ISO from inside JSON. */
export function parseTime(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00(:00)?$/, '')}Z`)
}

/** True where the error is a violation of the unique index or key of this name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === constraint
}
