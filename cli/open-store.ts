import { resolve } from 'node:path'
import { isAppError } from '@/lib/domain/errors'
import type { Store } from '@/lib/domain/store'
import { type Env, readEnv } from '@/lib/env'
import { createLog } from '@/lib/log'
import { openDatabase } from '@/lib/open-database'
import { openSecrets, type Secrets } from '@/lib/secrets'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { migrate } from '@/lib/store/postgres/migrate'
import { CliFailure } from './cli-failure'

/**
 * The store that the server uses, starting the embedded database where it does not run; to be closed by the caller.
 * Throws CliFailure where it cannot be reached.
 */
export async function openStore(): Promise<Store> {
  return (await openServerStore()).store
}

type ServerStore = { store: Store; env: Env; secrets: Secrets; databaseUrl: string }

/** The same, with what else of the server's a tool may need. */
export async function openServerStore(): Promise<ServerStore> {
  try {
    const env = readEnv()
    const dataDir = resolve(env.DATA_DIR)
    const secrets = await openSecrets(dataDir, env)
    const database = await openDatabase(env, { dataDir, log: createLog('warn') })
    const pool = createPool(database.url, 2)
    await migrate(pool)
    const store = createPostgresStore({ pool, encrypt: secrets.encrypt, decrypt: secrets.decrypt })
    const close = async () => {
      await store.close()
      await pool.end()
      await database.release()
    }
    return { store: { ...store, close }, env, secrets, databaseUrl: database.url }
  } catch (error) {
    throw isAppError(error) ? new CliFailure(error.publicMessage) : error
  }
}
