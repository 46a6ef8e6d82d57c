import type { DataSource } from '@/lib/domain/data-source'
import { belongsTo, keyType, personalTables, qualified, tableOf } from './identity-rows'
import { quoteName } from './quote'

export type NarrowedQuery = { text: string; values: (string | null)[] }

/**
 * The same query over tables that hold only what belongs to one person: each personal table is covered by a part of WITH
 * with its name. `key` is the person's, null for nobody. Part of the parser's layer: it also holds where the database
 * has no row policies. MATERIALIZED, so that no condition of the query is tried on other rows.
 */
export function narrowQuery(
  sql: string,
  withAt: number | null,
  { source, key }: { source: DataSource; key: string | null },
): NarrowedQuery {
  const covers = personalTables(source).flatMap(({ table, path }) => {
    const columns = tableOf(source.schema, table)?.columns.filter(({ isAllowed }) => isAllowed) ?? []
    if (columns.length === 0) return []
    const list = columns.map(({ name }) => quoteName(name)).join(', ')
    const mine = belongsTo(source, path, 'mine', `$1::text::${keyType(source)}`)
    return [
      `${quoteName(table)} AS MATERIALIZED (SELECT ${list} FROM ${qualified(source, table)} AS "mine" WHERE ${mine})`,
    ]
  })
  if (covers.length === 0) return { text: sql, values: [] }
  const values = [key]
  if (withAt === null) return { text: `WITH ${covers.join(', ')} ${sql}`, values }
  const bytes = Buffer.from(sql)
  const afterWith = withAt + 'WITH'.length
  return { text: `${bytes.subarray(0, afterWith)} ${covers.join(', ')}, ${bytes.subarray(afterWith)}`, values }
}
