import pg from 'pg'
import type { DataSource } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import { ownerPredicates } from './grant-rights'
import { guardLiveTables, missingGuards, unguardLiveTables } from './guard-live-tables'
import { qualified } from './identity-rows'
import { connected } from './make-database'
import { type DataServer, sourceAddress } from './source-address'
import { privateSchemaOf, sourceNames } from './source-names'

const privileges = '42501'
const inUse = '55P03'
const lockMs = 2_000

/**
 * Sets up, or takes away where the source has no identity rule, what keeps people's rows apart in somebody's own database:
 * all of it or nothing. Afterwards it looks whether it holds. Throws VALIDATION_FAILED with what the address's role lacks.
 */
export async function guardSource(server: DataServer, source: DataSource): Promise<void> {
  const { control } = sourceAddress(server, source)
  await inOneTransaction(control, async (client) => {
    if (!source.identity) return unguardLiveTables(client, source)
    await guardLiveTables(client, source, server.passwordOf(source.id))
    const missing = await missingGuards(client, source)
    if (missing.length > 0) throw lacking(source, missing.join(', '))
  })
  if (!source.identity) return
  const seen = await rowsSeenByNobody(server, source).catch((error: unknown) => error)
  if (seen === null) return
  await removeGuards(server, source)
  if (seen instanceof Error)
    throw new AppError(
      'VALIDATION_FAILED',
      `The role ${sourceNames(source.id).reader} cannot log in there (${seen.message}). Let it in (pg_hba.conf, or the address of the server itself instead of a pooler's) and try again; nothing was changed.`,
      { cause: seen },
    )
  throw new AppError('VALIDATION_FAILED', `Rows of ${String(seen)} are seen by everybody there; nothing was changed.`)
}

/** Throws SERVER_ERROR with what stays there where the database cannot be reached. */
export async function removeGuards(server: DataServer, source: DataSource): Promise<void> {
  try {
    await inOneTransaction(sourceAddress(server, source).control, (client) => unguardLiveTables(client, source))
  } catch (cause) {
    const { reader } = sourceNames(source.id)
    throw new AppError(
      'SERVER_ERROR',
      `The database of ${source.name} could not be reached or changed. There the role ${reader}, the schema ${privateSchemaOf(source)} and their policies are left: remove them with DROP OWNED BY ${reader}; DROP ROLE ${reader}; DROP SCHEMA ${privateSchemaOf(source)} CASCADE.`,
      { cause },
    )
  }
}

// Of the first table that shows any; null: none does, as it has to be for somebody who is nobody.
async function rowsSeenByNobody(server: DataServer, source: DataSource): Promise<string | null> {
  const client = new pg.Client({
    connectionString: sourceAddress(server, source).reader,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (const { table } of ownerPredicates(source)) {
      const { rows } = await client.query(`SELECT 1 FROM ${qualified(source, table)} LIMIT 1`)
      if (rows.length > 0) return table
    }
    return null
  } finally {
    await client.end()
  }
}

async function inOneTransaction(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await connected(url, async (client) => {
    try {
      // Policies need a moment alone with each table: better tried again than in everybody's way.
      await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockMs}`)
      await work(client)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw explained(error)
    }
  })
}

function explained(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  if (error.code === inUse)
    return new AppError('VALIDATION_FAILED', 'The tables are in use at the moment. Nothing was changed: try again.', {
      cause: error,
    })
  return error.code === privileges
    ? new AppError('VALIDATION_FAILED', `${needs} The database says: ${error.message}.`, { cause: error })
    : error
}

const needs =
  "To keep people's rows apart, the role of the address has to own the tables (or be a member of their owner), may make roles (CREATEROLE) and may make a schema (CREATE on the database). Nothing was changed."

function lacking({ name }: DataSource, what: string): AppError {
  return new AppError('VALIDATION_FAILED', `${needs} Missing for ${name}: ${what}.`)
}
