import type pg from 'pg'

/** Runs `work` while no other process of this database does: they take turns by an advisory lock of that name. */
export async function exclusively<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    return await work()
  } finally {
    // Closed, not given back: its end frees the lock whatever happened.
    client.release(true)
  }
}
