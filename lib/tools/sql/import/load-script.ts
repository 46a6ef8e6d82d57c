import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { AppError } from '@/lib/domain/errors'
import { quoteName, quoteText } from '../quote'
import { sourceNames } from '../source-names'
import { copyIn } from './copy-in'
import { type ScriptStatement, splitScript } from './split-script'

// A script brings tables and their rows. What else it says (databases, owners, rights, functions, views) is left out.
const wanted = [
  /^CREATE\s+(?:UNLOGGED\s+)?TABLE\b/i,
  /^CREATE\s+(?:UNIQUE\s+)?INDEX\b/i,
  /^CREATE\s+(?:SEQUENCE|SCHEMA|TYPE|DOMAIN)\b/i,
  /^ALTER\s+TABLE\b(?![\s\S]*\bOWNER\s+TO\b)/i,
  /^ALTER\s+SEQUENCE\b(?![\s\S]*\bOWNER\s+TO\b)/i,
  /^DROP\s+(?:TABLE|INDEX|SEQUENCE|TYPE)\b/i,
  /^(?:INSERT|UPDATE|DELETE|COPY|BEGIN|START|COMMIT|END)\b/i,
  /^SELECT\s+(?:pg_catalog\.)?(?:setval|set_config)\b/i,
  /^SET\s+(?:LOCAL\s+|SESSION\s+)?(?:search_path|client_encoding|standard_conforming_strings|datestyle|timezone|default_tablespace)\b/i,
]
const batchLength = 100_000
const statementMs = 120_000
const scriptMs = 600_000

/**
 * Runs a script in the new database of a source, as a role that owns nothing else and may log in only for this. Gives the
 * kinds of statements that were left out. Throws VALIDATION_FAILED with what the database says of a statement.
 */
export async function loadScript(
  control: pg.Client,
  address: string,
  sourceId: string,
  script: string,
): Promise<string[]> {
  const { owner, database } = sourceNames(sourceId)
  const password = randomBytes(24).toString('hex')
  const role = quoteName(owner)
  await control.query(`ALTER ROLE ${role} LOGIN CONNECTION LIMIT 1 PASSWORD ${quoteText(password)}`)
  await control.query(`GRANT CONNECT, CREATE ON DATABASE ${quoteName(database)} TO ${role}`)
  const url = new URL(address)
  if (url.hostname === '') url.hostname = 'localhost'
  url.username = owner
  url.password = password
  const loader = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 })
  loader.on('error', () => undefined)
  // A script may lift the limit of its statements, not this one.
  const endAll = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1'
  const limit = setTimeout(() => void control.query(endAll, [owner]).catch(() => undefined), scriptMs)
  try {
    await loader.connect()
    await loader.query(`SET statement_timeout = ${statementMs}`)
    return await runStatements(loader, splitScript(script))
  } finally {
    clearTimeout(limit)
    await loader.end()
    await control.query(`ALTER ROLE ${role} NOLOGIN PASSWORD NULL`)
    await control.query(`REVOKE ALL ON DATABASE ${quoteName(database)} FROM ${role}`)
  }
}

async function runStatements(loader: pg.Client, statements: readonly ScriptStatement[]): Promise<string[]> {
  const leftOut = new Set<string>()
  let batch: string[] = []
  const flush = async () => {
    const sql = batch.join(';\n')
    batch = []
    if (sql !== '') await explained(sql, () => loader.query(sql))
  }
  for (const { text, rows } of statements) {
    if (!wanted.some((kind) => kind.test(text))) {
      leftOut.add(kindOf(text))
      continue
    }
    if (rows !== null) {
      await flush()
      await explained(text, () => copyIn(loader, text, rows))
      continue
    }
    batch.push(text)
    if (text.length > batchLength || batch.reduce((sum, one) => sum + one.length, 0) > batchLength) await flush()
  }
  await flush()
  return [...leftOut]
}

async function explained(sql: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const at = Number(error.position ?? 1)
    const near = sql.slice(Math.max(0, at - 1), at + 60).replace(/\s+/g, ' ')
    throw new AppError('VALIDATION_FAILED', `The script failed: ${error.message} (near: ${near})`, { cause: error })
  }
}

function kindOf(text: string): string {
  const [first = '', second = ''] = text.split(/\s+/)
  const both = /^(?:CREATE|ALTER|DROP|COMMENT)$/i.test(first)
  return (both ? `${first} ${second}` : first).toUpperCase()
}
