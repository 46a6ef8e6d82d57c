import type { DataTable } from '@/lib/domain/data-source'
import type { ColumnPlace, Group } from './draft'
import { findPath, findUp, type Step } from './find-path'
import { type Ground, NotSure, only } from './ground'
import { columnNamed, labelOf } from './label-of'
import { dateOf, way } from './tie-filter'
import { allowedTables } from './vocabulary'

export type TiedGroup =
  | { columns: readonly ColumnPlace[]; keys: readonly ColumnPlace[]; path: readonly Step[] }
  | { every: string; place: ColumnPlace; path: readonly Step[] }

export function tieGroup(group: Group, base: DataTable, ground: Ground): TiedGroup {
  if ('every' in group) return { every: group.every, ...dateOf(base, ground) }
  if ('buyers' in group) return ofTable(buyersOf(base, ground), base, ground)
  const own = group.item.columns.filter(({ table }) => table === base)
  const tables = group.item.tables
  if (tables.length === 0) {
    const places = own.length > 0 ? own : group.item.columns.filter(({ table }) => findUp(ground.schema, base, table))
    const place = only(places)
    return { columns: [place], keys: [], path: place.table === base ? [] : way(place, base, ground).path }
  }
  return ofTable(only(tables), base, ground)
}

/** The people whom the rows belong to. */
function buyersOf(base: DataTable, { schema }: Ground): DataTable {
  const near = allowedTables(schema).filter((table) => findUp(schema, base, table)?.length === 1)
  return only(near.filter((table) => labelOf(table).length === 2))
}

function ofTable(table: DataTable, base: DataTable, ground: Ground): TiedGroup {
  if (table === base) throw new NotSure('shape')
  const columns = labelOf(table).map((column) => ({ table, column }))
  const keys = table.primaryKey.map((name) => ({ table, column: columnNamed(table, name) }))
  const path = findPath(ground.schema, base, table)
  if (!path) throw new NotSure('which')
  return { columns, keys, path }
}
