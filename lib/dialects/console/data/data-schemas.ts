// The wire of data sources: what is in them, and what their owners say of it.
import { z } from 'zod'
import type { ColumnWords, SchemaWords } from '@/lib/admin/data/describe-schema'
import { identityText } from '@/lib/admin/data/identity-rule'
import type { DataSource } from '@/lib/domain/data-source'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, type tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'

export const sourceParams = z.object({ source: z.string().meta({ description: 'Id or name' }) })

const note = text(1, 500).nullable()
const synonyms = z.array(text(1, 60)).max(30)
const name = z.string().max(100)

export const identityBody = text(1, 400).meta({
  description:
    'Who a person is: TABLE.KEY,FIRST_NAME,LAST_NAME. Rows that lead to it by keys are shown to that person alone',
})

const columnWords = z.object({
  note: note.optional(),
  synonyms: synonyms.optional(),
  unit: z.string().max(40).nullable().optional().meta({ description: 'currency:USD, ms, bytes' }),
  is_allowed: z.boolean().optional(),
})

export const wordsBody = z
  .record(
    name,
    z.object({
      note: note.optional(),
      synonyms: synonyms.optional(),
      is_allowed: z.boolean().optional().meta({ description: 'False: to agents the table is not there' }),
      columns: z.record(name, columnWords).optional(),
    }),
  )
  .meta({ description: 'By table; what is left out stays as it is' })

const columnView = z.object({
  name: z.string(),
  type: z.enum(['text', 'number', 'date', 'boolean', 'other']),
  sql_type: z.string(),
  is_nullable: z.boolean(),
  note: z.string().nullable(),
  synonyms: z.array(z.string()),
  unit: z.string().nullable(),
  is_allowed: z.boolean(),
  samples: z.array(z.string()),
})

const tableView = z.object({
  name: z.string(),
  note: z.string().nullable(),
  synonyms: z.array(z.string()),
  rows: z.number().nullable().meta({ description: 'About how many' }),
  is_allowed: z.boolean(),
  primary_key: z.array(z.string()),
  foreign_keys: z.array(z.object({ columns: z.array(z.string()), table: z.string(), references: z.array(z.string()) })),
  columns: z.array(columnView),
})

export const sourceSummary = z
  .object({
    id: z.guid(),
    name: z.string(),
    kind: z.enum(['loaded', 'postgres']),
    tables: z.int(),
    identity: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'DataSourceSummary' })

export const sourceView = sourceSummary
  .omit({ tables: true })
  .extend({ tables: z.array(tableView), personal_tables: z.array(z.string()) })
  .meta({ id: 'DataSource' })

export function summaryOf(source: DataSource): z.output<typeof sourceSummary> {
  return { ...shared(source), tables: source.schema.tables.length }
}

/** Without the address, which may hold a password. */
export function viewOf(source: DataSource): z.output<typeof sourceView> {
  return {
    ...shared(source),
    personal_tables: source.identity?.rows.map(({ table }) => table) ?? [],
    tables: source.schema.tables.map(({ isAllowed, primaryKey, foreignKeys, columns, synonyms: others, ...table }) => ({
      ...table,
      synonyms: [...others],
      is_allowed: isAllowed,
      primary_key: [...primaryKey],
      foreign_keys: foreignKeys.map((key) => ({ ...key, columns: [...key.columns], references: [...key.references] })),
      columns: columns.map(({ sqlType, isNullable, isAllowed: isShown, synonyms: words, samples, ...column }) => ({
        ...column,
        ...{ sql_type: sqlType, is_nullable: isNullable, is_allowed: isShown },
        ...{ synonyms: [...words], samples: [...samples] },
      })),
    })),
  }
}

function shared({ id, name, kind, identity, createdAt, updatedAt }: DataSource) {
  return {
    ...{ id, name, kind, identity: identity && identityText(identity) },
    created_at: new Date(createdAt).toISOString(),
    updated_at: new Date(updatedAt).toISOString(),
  }
}

export function wordsOf(body: z.output<typeof wordsBody>): SchemaWords {
  const tables = Object.entries(body).map(([table, { columns = {}, ...words }]) => [
    table,
    {
      ...said(words),
      columns: Object.fromEntries(Object.entries(columns).map(([column, own]) => [column, said(own)])),
    },
  ])
  return Object.fromEntries(tables)
}

function said({ note, synonyms, unit, is_allowed }: z.output<typeof columnWords>): ColumnWords {
  return {
    ...(note === undefined ? {} : { note }),
    ...(synonyms === undefined ? {} : { synonyms }),
    ...(unit === undefined ? {} : { unit }),
    ...(is_allowed === undefined ? {} : { isAllowed: is_allowed }),
  }
}

export function placeOf(principal: ConsolePrincipal, query: z.output<typeof tenantQuery>, params: { source: string }) {
  return { tenantId: tenantOf(principal, query), source: params.source }
}
