import type { DataTable } from '@/lib/domain/data-source'
import { allowed, type Ground, moneyOf, NotSure, only } from './ground'
import { allowedTables } from './vocabulary'

export type Spent = { whole: DataTable; lines: readonly DataTable[] }

/** Where every row is open: the one table whose rows have both a day and an amount, and its lines. */
export function salesOf({ schema, identity }: Ground): Spent {
  if (identity) throw new NotSure('others')
  const tables = allowedTables(schema)
  const isDated = (table: DataTable) => allowed(table).some(({ type }) => type === 'date')
  const whole = only(tables.filter((table) => moneyOf(table) !== null && isDated(table)))
  return { whole, lines: tables.filter(({ foreignKeys }) => foreignKeys.some((key) => key.table === whole.name)) }
}
