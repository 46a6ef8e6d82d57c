import { describe } from 'vitest'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { storeSuite } from '@/lib/store/store-suite'
import { freshDatabase } from '@/test/database'

const turned = (text: string) => [...text].reverse().join('')

describe('the PostgreSQL store', () => {
  storeSuite(async () => {
    const { url, drop } = await freshDatabase()
    const pool = createPool(url, 8)
    const store = createPostgresStore({ pool, encrypt: turned, decrypt: turned })
    return {
      store,
      /** The database's clock cannot be set: its times are moved into the past instead. */
      async passTime(ms) {
        const age = `${ms} milliseconds`
        await pool.query('UPDATE text_conversations SET lease_until = lease_until - $1::interval', [age])
        await pool.query('UPDATE turn_tickets SET expires_at = expires_at - $1::interval', [age])
        await pool.query('UPDATE nonces SET expires_at = expires_at - $1::interval', [age])
      },
      async close() {
        await store.close()
        await pool.end()
        await drop()
      },
    }
  })
})
