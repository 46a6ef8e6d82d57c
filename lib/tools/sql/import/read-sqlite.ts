import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { z } from 'zod'
import type { FilledTable } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import { quoteName } from '../quote'
import { chooseType } from './sqlite-type'

const magic = 'SQLite format 3\0'

export function isSqlite(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') === magic
}

/** The tables of a SQLite file with their rows. Throws VALIDATION_FAILED when it cannot be read. */
export async function readSqlite(bytes: Uint8Array): Promise<FilledTable[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-sqlite-'))
  const path = join(folder, 'source.sqlite')
  try {
    await writeFile(path, bytes)
    // Only here: Node calls it experimental as soon as it is loaded.
    const sqlite = await import('node:sqlite')
    const database = new sqlite.DatabaseSync(path, { readOnly: true, allowExtension: false })
    try {
      database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON')
      return tableNames(database).map((name) => readTable(database, name))
    } finally {
      database.close()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is damaged'
    throw new AppError('VALIDATION_FAILED', `The SQLite file cannot be read: ${reason}`, { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// Virtual tables run code of extensions: they are no tables of this file.
function tableNames(database: DatabaseSync): string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`
  return z
    .array(z.object({ name: z.string() }))
    .parse(database.prepare(sql).all())
    .map(({ name }) => name)
}

const columnRow = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() })
const keyRow = z.object({
  id: z.number(),
  seq: z.number(),
  table: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})

function readTable(database: DatabaseSync, name: string): FilledTable {
  const columns = z.array(columnRow).parse(database.prepare(`PRAGMA table_info(${quoteName(name)})`).all())
  const select = database.prepare(
    `SELECT ${columns.map((column) => quoteName(column.name)).join(', ')} FROM ${quoteName(name)}`,
  )
  select.setReadBigInts(true)
  const rows = select.all().map((row) => columns.map((column) => row[column.name] ?? null))
  const types = columns.map((column, at) =>
    chooseType(
      column.type,
      rows.map((row) => row[at] ?? null),
    ),
  )
  return {
    name,
    columns: columns.map((column, at) => ({
      name: column.name,
      sqlType: types[at] ?? 'text',
      isNullable: column.notnull === 0 && column.pk === 0,
    })),
    primaryKey: columns
      .filter(({ pk }) => pk > 0)
      .toSorted((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    foreignKeys: foreignKeys(database, name),
    rows: rows.map((row) => row.map(textOf)),
  }
}

function foreignKeys(database: DatabaseSync, name: string): FilledTable['foreignKeys'] {
  const parts = z.array(keyRow).parse(database.prepare(`PRAGMA foreign_key_list(${quoteName(name)})`).all())
  const ids = [...new Set(parts.map(({ id }) => id))]
  return ids.map((id) => {
    const own = parts.filter((part) => part.id === id).toSorted((a, b) => a.seq - b.seq)
    const columns = own.map(({ from }) => from)
    return { columns, table: own[0]?.table ?? '', references: own.map(({ to, from }) => to ?? from) }
  })
}

function textOf(value: SQLOutputValue): string | null {
  if (value === null) return null
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value)
}
