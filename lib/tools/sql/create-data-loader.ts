import type pg from 'pg'
import type { DataLoader, DataSchema, LoadedData } from '@/lib/domain/data-source'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import { grantRights } from './grant-rights'
import { guardSource, removeGuards } from './guard-source'
import { loadScript } from './import/load-script'
import { loadTables } from './import/load-tables'
import { readSchema } from './import/read-schema'
import { isSqlite, readSqlite } from './import/read-sqlite'
import { connected, dropDatabase, makeDatabase, sealDatabase } from './make-database'
import { type DataServer, sourceAddress } from './source-address'
import { sourceNames } from './source-names'

/** The databases of sources on a PostgreSQL server. `forget` ends connections that would go on with what was. */
export function createDataLoader(
  server: DataServer,
  { log, forget }: { log: Log; forget(sourceId: string): Promise<void> },
): DataLoader {
  const load = async (sourceId: string, fill: (control: pg.Client, address: string) => Promise<readonly string[]>) => {
    try {
      return await filled(server, sourceId, fill, log)
    } catch (error) {
      await dropDatabase(server, sourceId).catch((cause) =>
        log.warn('a data source that could not be loaded is not all removed', { sourceId, error: String(cause) }),
      )
      if (isAppError(error)) throw error
      throw new AppError('SERVER_ERROR', 'The data source could not be loaded', { cause: error })
    }
  }
  return {
    loadFile: (sourceId, bytes) =>
      load(sourceId, async (control, address) => {
        if (isSqlite(bytes)) {
          await loadTables(control, sourceId, await readSqlite(bytes))
          return []
        }
        return loadScript(control, address, sourceId, scriptOf(bytes))
      }),
    loadTables: (sourceId, tables) =>
      load(sourceId, async (control) => {
        await loadTables(control, sourceId, tables)
        return []
      }),
    inspect: (url) => reachable(url, inspected),
    async grant(source) {
      if (source.kind === 'postgres') await guardSource(server, source)
      else await connected(sourceAddress(server, source).control, (client) => grantRights(client, source))
      await forget(source.id)
    },
    async drop(source) {
      await forget(source.id)
      if (source.kind === 'loaded') await dropDatabase(server, source.id)
      else if (source.identity) await removeGuards(server, source)
    },
  }
}

async function filled(
  server: DataServer,
  sourceId: string,
  fill: (control: pg.Client, address: string) => Promise<readonly string[]>,
  log: Log,
): Promise<LoadedData> {
  const address = await makeDatabase(server, sourceId)
  return connected(address, async (control) => {
    const leftOut = await fill(control, address)
    await control.query('ANALYZE')
    const schema = await readSchema(control)
    if (schema.tables.length === 0) throw new AppError('VALIDATION_FAILED', 'There are no tables in the file')
    const isHard = await sealDatabase(control, sourceId)
    if (!isHard)
      log.warn('the role of the data server is no superuser: built-in functions stay open to the reading role', {
        sourceId,
      })
    return { database: sourceNames(sourceId).database, schema, leftOut }
  })
}

function scriptOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('VALIDATION_FAILED', 'The file is neither a SQLite database nor a SQL script in UTF-8', {
      cause,
    })
  }
}

async function reachable<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  try {
    return await connected(url, work)
  } catch (error) {
    if (isAppError(error)) throw error
    const reason = error instanceof Error ? error.message : 'no answer'
    throw new AppError('VALIDATION_FAILED', `The database cannot be read: ${reason}`, { cause: error })
  }
}

async function inspected(client: pg.Client): Promise<DataSchema> {
  const schema = await readSchema(client)
  const names = new Set(schema.tables.map(({ name }) => name))
  if (names.has('text_conversations') && names.has('agent_versions'))
    throw new AppError('VALIDATION_FAILED', 'This is the database of a Parley server: agents do not read it')
  return schema
}
