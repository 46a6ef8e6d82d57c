import pg from 'pg'

/**
 * The process's one pool. `url`: a PostgreSQL URL; `size`: connections at most.
 * Sessions are in UTC and keep the plan of a prepared statement: planning anew costs more than the turn's statements.
 */
export function createPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    // A database that takes no connection and one that has silently gone are away too; without these nobody would hear of it.
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    onConnect: async (client) => {
      // A connection that breaks in use fails its query; without a listener the event would end the process as well.
      client.on('error', () => undefined)
      await client.query("SET TIME ZONE 'UTC'; SET plan_cache_mode = force_generic_plan; SET jit = off")
    },
  })
  // An idle connection that breaks is dropped by the pool; the next query connects again or reports the failure.
  pool.on('error', () => undefined)
  return pool
}
