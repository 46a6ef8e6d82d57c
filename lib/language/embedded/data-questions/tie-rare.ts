// Conditions on the letters of a name, and on what a row has none of.
import type { DataTable } from '@/lib/domain/data-source'
import type { Filter } from './draft'
import { findPath } from './find-path'
import { type Ground, isPersonal, NotSure, only } from './ground'
import { columnNamed, labelOf } from './label-of'
import { salesOf } from './sales-of'
import type { Condition } from './tied-condition'
import { allowedTables } from './vocabulary'

export function tieLetters(
  { text, at, measure, said }: Extract<Filter, { kind: 'letters' }>,
  base: DataTable,
): Condition {
  const item = measure && 'item' in measure ? measure.item : null
  const own = item ? item.columns.filter(({ table }) => table === base) : []
  const column = item && own.length > 0 ? only(own).column : only(labelOf(base))
  // "In the title" says the name of what is asked for, whatever else is called a title.
  const isName = !item || /^(?:titles?|names?)$/.test(item.text)
  if (column.type !== 'text' || (own.length === 0 && !isName) || /[%_\\]/.test(text)) throw new NotSure('which')
  const letters = text.toLowerCase()
  const value = at === 'start' ? `${letters}%` : at === 'end' ? `%${letters}` : `%${letters}%`
  return { place: { table: base, column }, path: [], test: 'like', value, said }
}

export function tieWithout(
  { what, said }: Extract<Filter, { kind: 'without' }>,
  base: DataTable,
  ground: Ground,
): Condition {
  const table = what === 'sales' ? lineOf(base, ground) : contentOf(base, ground)
  const path = findPath(ground.schema, base, table)
  if (!path?.[0] || path[0].isUp || path[0].own.length > 1) throw new NotSure('which')
  const column = columnNamed(table, table.primaryKey[0] ?? '')
  return { place: { table, column }, path, test: 'none', value: '', said }
}

function lineOf(base: DataTable, ground: Ground): DataTable {
  const { whole, lines } = salesOf(ground)
  return only([whole, ...lines].filter(({ foreignKeys }) => foreignKeys.some(({ table }) => table === base.name)))
}

/** The one table that says what belongs to a row. */
function contentOf(base: DataTable, ground: Ground): DataTable {
  const below = allowedTables(ground.schema).filter(
    (table) => table !== base && table.foreignKeys.some((key) => key.table === base.name),
  )
  const found = only(below)
  if (isPersonal(ground, found)) throw new NotSure('others')
  return found
}
