import type pg from 'pg'

const tables = ['text_conversation_messages', 'text_conversation_transitions', 'text_conversation_variables']

/** Columns that a row is moved with: generated ones are computed again. */
const columnsOf = `
SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'`

/**
 * Makes the month of `now` (milliseconds) and `monthsAhead` more, in UTC, moving rows out of the default partition first.
 * Answers the names of the partitions that were missing.
 */
export async function makePartitions(pool: pg.Pool, now: number, monthsAhead: number): Promise<string[]> {
  const client = await pool.connect()
  try {
    const made: string[] = []
    for (let ahead = 0; ahead <= monthsAhead; ahead += 1) made.push(...(await makeMonth(client, now, ahead)))
    return made
  } finally {
    client.release()
  }
}

async function makeMonth(client: pg.PoolClient, now: number, ahead: number): Promise<string[]> {
  const at = new Date(now)
  const from = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead)).toISOString()
  const to = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead + 1)).toISOString()
  const suffix = from.slice(0, 7).replace('-', '_')
  const { rows } = await client.query<{ name: string }>(
    'SELECT t || $2 AS name FROM unnest($1::text[]) AS t WHERE to_regclass(t || $2) IS NULL',
    [tables, `_${suffix}`],
  )
  if (rows.length === 0) return []
  try {
    await client.query('BEGIN')
    // Every turn's statement locks text_conversations first: asking in the same order, this waits and never deadlocks.
    await client.query(`
      SET LOCAL lock_timeout = '10s';
      SELECT pg_advisory_xact_lock(hashtext('parley partitions'));
      LOCK TABLE text_conversations IN SHARE ROW EXCLUSIVE MODE`)
    const made: string[] = []
    for (const table of tables)
      if (await makePartition(client, table, suffix, from, to)) made.push(`${table}_${suffix}`)
    await client.query('COMMIT')
    return made
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** False where another process has made it meanwhile. Names and bounds come from here, never from a caller. */
async function makePartition(client: pg.PoolClient, table: string, suffix: string, from: string, to: string) {
  const name = `${table}_${suffix}`
  const { rows } = await client.query<{ missing: boolean }>('SELECT to_regclass($1) IS NULL AS missing', [name])
  if (!rows[0]?.missing) return false
  const { rows: found } = await client.query<{ columns: string }>(columnsOf, [table])
  const columns = found[0]?.columns ?? ''
  await client.query(`
    LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE;
    CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS);
    WITH moved AS (
      DELETE FROM ${table}_default WHERE created_at >= '${from}' AND created_at < '${to}' RETURNING ${columns}
    )
    INSERT INTO ${name} (${columns}) SELECT ${columns} FROM moved;
    ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`)
  return true
}
