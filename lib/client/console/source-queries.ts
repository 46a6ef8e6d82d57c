// What the pages of data sources read, and its shapes on the wire.
import { queryOptions } from '@tanstack/react-query'
import type { DataType } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { readJson, sendJson } from './console-request'

export type SourceRow = {
  id: string
  name: string
  kind: 'loaded' | 'postgres'
  tables: number
  identity: string | null
  created_at: string
  updated_at: string
}

export type ColumnView = {
  name: string
  type: DataType
  sql_type: string
  note: string | null
  synonyms: string[]
  unit: string | null
  is_allowed: boolean
  samples: string[]
}

export type TableView = {
  name: string
  note: string | null
  synonyms: string[]
  rows: number | null
  is_allowed: boolean
  columns: ColumnView[]
}

export type SourceView = Omit<SourceRow, 'tables'> & { tables: TableView[]; personal_tables: string[] }

export type QueryAnswer = {
  columns: { name: string; type: DataType }[]
  rows: Json[][]
  is_cut: boolean
  ms: number
  failure: { kind: string; message: string } | null
}

export type WordsChange = { note?: string | null; synonyms?: string[]; is_allowed?: boolean; unit?: string | null }

export type SourceChange = {
  tables?: Record<string, WordsChange & { columns?: Record<string, WordsChange> }>
  identity?: string | null
}

/** The path of a source's rows. */
export function sourcePath(source: string, rest = ''): string {
  return `/api/admin/data/${encodeURIComponent(source)}${rest}`
}

export const sourceQueries = {
  sources: () =>
    queryOptions({
      queryKey: ['console', 'data'],
      queryFn: ({ signal }) => readJson<{ sources: SourceRow[] }>('/api/admin/data', signal),
    }),
  source: (source: string) =>
    queryOptions({
      queryKey: ['console', 'data', source],
      queryFn: ({ signal }) => readJson<SourceView>(sourcePath(source), signal),
    }),
}

/** Throws `ApiError`. */
export function changeSource(source: string, change: SourceChange): Promise<SourceView> {
  return sendJson('PATCH', sourcePath(source), change)
}

/** A query as an agent would run it; `as`: in whose name, as first and last name. Throws `ApiError`. */
export function askSource(source: string, sql: string, as: string): Promise<QueryAnswer> {
  const [first_name = '', ...rest] = as.trim().split(/\s+/)
  const last_name = rest.join(' ')
  return sendJson('POST', sourcePath(source, '/query'), {
    sql,
    ...(last_name ? { as: { first_name, last_name } } : {}),
  })
}
