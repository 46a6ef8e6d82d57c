import pg from 'pg'
import type { DataAccess, DataSource, Identity, QueryFailure } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import { type CappedRows, type Caps, runCapped } from './capped-query'
import { checkQuery } from './check-query'
import { allLayers, type DataLayers } from './data-layers'
import { findPerson } from './find-person'
import { narrowQuery } from './narrow-query'
import { quoteName } from './quote'
import { createReaderConnections, type Reader } from './reader-connections'
import type { DataServer } from './source-address'
import { namespaceOf, privateSchemaOf } from './source-names'

export type OpenDataAccess = DataAccess & {
  /** Ends the connections of a source that is changed or removed. */
  forget(sourceId: string): Promise<void>
  close(): Promise<void>
}

const defaultCaps: Caps = { rows: 1_000, bytes: 256 * 1024 }
const queriesAtOnce = 4

/** `layers` is for tests, which try each protection with the others switched off. */
export function createDataAccess(
  server: DataServer,
  { layers = allLayers, caps = defaultCaps }: { layers?: DataLayers; caps?: Caps } = {},
): OpenDataAccess {
  const connections = createReaderConnections(server, queriesAtOnce)
  return {
    async runQuery(source, sql, identity, { signal, timeoutMs: wanted }) {
      // To the database 0 means without end.
      const timeoutMs = Math.max(1, Math.ceil(wanted))
      const began = performance.now()
      const key = keyOf(source, identity)
      const prepared = await prepare(layers, { sql, source, key })
      if ('refused' in prepared) return { kind: 'refused', message: prepared.refused }
      const limit = layers.caps ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : signal
      try {
        const rows = await connections.use(source, limit, async (reader, control) => {
          if (source.identity) await bind(control, source, reader, key)
          const within = { namespace: namespaceOf(source), timeoutMs, isKept: layers.transaction }
          return inTransaction(reader, within, () => runCapped(reader.client, prepared, layers.caps ? caps : null))
        })
        return { ...rows, ms: Math.round(performance.now() - began) }
      } catch (error) {
        return failureOf(error, limit)
      }
    },
    findPerson: (source, firstName, lastName) => findPerson(connections.control(source), source, firstName, lastName),
    forget: connections.forget,
    close: connections.close,
  }
}

async function prepare(
  layers: DataLayers,
  { sql, source, key }: { sql: string; source: DataSource; key: string | null },
): Promise<{ text: string; values: (string | null)[] } | { refused: string }> {
  if (!layers.parser) return { text: sql, values: [] }
  const checked = await checkQuery(sql, source.schema)
  return 'refused' in checked ? checked : narrowQuery(sql, checked.withAt, { source, key })
}

function keyOf(source: DataSource, identity: Identity | null): string | null {
  if (identity === null || identity.source !== source.name) return null
  return typeof identity.key === 'string' || typeof identity.key === 'number' ? String(identity.key) : null
}

// Written by a connection that no query runs on, so that no query can change whom it speaks for.
async function bind(control: pg.Pool, source: DataSource, { pid }: Reader, key: string | null): Promise<void> {
  const table = `${quoteName(privateSchemaOf(source))}.bound`
  if (key === null) await control.query(`DELETE FROM ${table} WHERE pid = $1`, [pid])
  else
    await control.query(
      `INSERT INTO ${table} (pid, key) VALUES ($1, $2) ON CONFLICT (pid) DO UPDATE SET key = excluded.key`,
      [pid, key],
    )
}

type Within = { namespace: string; timeoutMs: number; isKept: boolean }

async function inTransaction(
  reader: Reader,
  { namespace, timeoutMs, isKept }: Within,
  work: () => Promise<CappedRows>,
): Promise<CappedRows> {
  if (!isKept) return work()
  const { client } = reader
  await client.query(`BEGIN READ ONLY; ${limits(namespace, timeoutMs)}`)
  const rows = await work()
  if (reader.isGone()) return rows
  await client.query('ROLLBACK')
  await client.query('DISCARD ALL')
  return rows
}

function limits(namespace: string, timeoutMs: number): string {
  const settings = {
    statement_timeout: String(timeoutMs),
    lock_timeout: '1000',
    idle_in_transaction_session_timeout: String(timeoutMs + 5_000),
    work_mem: "'16MB'",
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    row_security: 'on',
    // What the parser understood is what the database shall understand.
    standard_conforming_strings: 'on',
    search_path: `${quoteName(namespace)}`,
    TimeZone: "'UTC'",
    DateStyle: "'ISO, YMD'",
    IntervalStyle: "'postgres'",
    bytea_output: "'hex'",
    extra_float_digits: '1',
  }
  return Object.entries(settings)
    .map(([name, value]) => `SET LOCAL ${name} = ${value}`)
    .join('; ')
}

const cancelled = '57014'
const denied = new Set(['42501', '25006'])

function failureOf(error: unknown, limit: AbortSignal): QueryFailure {
  if (limit.aborted) return { kind: 'timeout', message: 'The query took too long and was stopped.' }
  if (error instanceof AppError) return { kind: 'failed', message: error.publicMessage }
  // Messages of the database are about the query; those of the connection about the machine.
  if (!(error instanceof pg.DatabaseError) || error.severity === 'FATAL')
    return { kind: 'failed', message: 'The data source cannot be reached.' }
  if (error.code === cancelled) return { kind: 'timeout', message: 'The query took too long and was stopped.' }
  return { kind: denied.has(error.code ?? '') ? 'refused' : 'failed', message: error.message.slice(0, 300) }
}
