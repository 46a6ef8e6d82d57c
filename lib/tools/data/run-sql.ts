import { z } from 'zod'
import type { DataAccess, DataSource, Identity, QueryResult } from '@/lib/domain/data-source'
import type { DataTableShown } from '@/lib/domain/data-tools'
import type { Json, JsonObject } from '@/lib/domain/json'
import { describeQuery } from '@/lib/tools/sql/describe-query'

const queryTimeoutMs = 10_000
const mostShown = 100
/** Of rows that a model is told. */
const mostBytes = 20 * 1024

const args = z.object({ query: z.string().trim().min(1) })

type Asked = { source: DataSource; args: JsonObject; identity: Identity | null }

/** Runs one query for whoever is known; what is wrong with it is the output. */
export async function runSql(access: DataAccess, { source, args: given, identity }: Asked, signal: AbortSignal) {
  const asked = args.safeParse(given)
  if (!asked.success) return { output: 'The call needs `query`: one SELECT statement.', isError: true, variables: {} }
  const sql = asked.data.query.replace(/;\s*$/, '')
  const result = await access.runQuery(source, sql, identity, { signal, timeoutMs: queryTimeoutMs })
  if ('kind' in result) return { output: result.message, isError: true, variables: {} }
  const table = await shown(sql, result)
  return { output: told(result), isError: false, variables: {}, table }
}

async function shown(sql: string, { columns, rows, isCut }: QueryResult): Promise<DataTableShown> {
  return {
    sql,
    meaning: await describeQuery(sql),
    columns,
    rows: rows.slice(0, mostShown),
    isCut,
    total: rows.length,
  }
}

/** JSON: `{"columns": […], "rows": [[…]], "row_count": 7}`, with `is_cut` where not all rows are in it. */
function told({ columns, rows, isCut }: QueryResult): string {
  const kept: (readonly Json[])[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1
    if (bytes > mostBytes) break
    kept.push(row)
  }
  const cut = isCut || kept.length < rows.length ? { is_cut: true } : {}
  return JSON.stringify({ columns: columns.map(({ name }) => name), rows: kept, row_count: rows.length, ...cut })
}
