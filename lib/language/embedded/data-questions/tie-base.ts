// The table that a question is about, where its words alone do not say.

import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import type { ColumnPlace, Draft, Filter } from './draft'
import { findUp, type Step } from './find-path'
import { allowed, type Ground, isPersonal, moneyOf, NotSure, only } from './ground'
import { type Spent, salesOf } from './sales-of'
import { dateOf, tieFilter } from './tie-filter'
import { tieGroup } from './tie-group'
import { allowedTables } from './vocabulary'

type Base = { base: DataTable; times: DataColumn | null; measure: ColumnPlace | null }

export function baseOf(draft: Draft, ground: Ground): Base {
  const plain = (base: DataTable) => ({ base, times: null, measure: null })
  if (draft.isSold && draft.base) return soldOf(only(draft.base.tables), ground)
  if (draft.base) return plain(only(draft.base.tables))
  if (draft.isOfValue) return plain(whatHas(draft.filters, ground))
  if (draft.kind !== 'list' && !draft.isOwnRow) return spending(draft, ground)
  const { schema, identity } = ground
  if (!identity) throw new NotSure('nobody')
  const people = allowedTables(schema).filter(({ name }) => name === identity.table)
  if (draft.isOwnRow) {
    const near = identity.rows.filter(({ path }) => path.length === 1).map(({ table }) => table)
    return plain(only(allowedTables(schema).filter(({ name }) => near.includes(name))))
  }
  return plain(only(draft.isBought ? thingsOf(ground) : people))
}

/** The one table that points at where the value stands. */
function whatHas(filters: readonly Filter[], { schema, identity }: Ground): DataTable {
  const [first] = filters
  const tables = first?.kind === 'value' ? first.item.values.map(({ table }) => table.name) : []
  const isLink = ({ primaryKey, foreignKeys }: DataTable) =>
    primaryKey.length > 1 && primaryKey.every((name) => foreignKeys.some(({ columns }) => columns.includes(name)))
  const found = only(
    allowedTables(schema).filter(
      (table) => !isLink(table) && table.foreignKeys.some((key) => tables.includes(key.table)),
    ),
  )
  if (identity && isPersonal({ schema, identity }, found)) throw new NotSure('others')
  return found
}

/** What the person's rows, past the person's own, point at. */
function thingsOf(ground: Ground): DataTable[] {
  const { schema, identity } = ground
  const own = allowedTables(schema).filter((table) => isPersonal(ground, table) && table.name !== identity?.table)
  const names = own.flatMap(({ foreignKeys }) => foreignKeys.map(({ table }) => table))
  return allowedTables(schema).filter((table) => names.includes(table.name) && !isPersonal(ground, table))
}

/** Money spent stands in the person's own rows: nearest to the person, or line by line where the question is about things. */
function spending(draft: Draft, ground: Ground): Base {
  const { whole, lines } = draft.isSales ? salesOf(ground) : ownSpending(ground)
  for (const table of [whole, ...lines]) {
    const money = moneyOf(table)
    const times = table === whole ? null : piecesOf(table)
    if (money && (table === whole || times) && reaches(draft, table, ground))
      return { base: table, times, measure: { table, column: money } }
  }
  throw new NotSure('which')
}

function ownSpending(ground: Ground): Spent {
  const { schema, identity } = ground
  if (!identity) throw new NotSure('nobody')
  const own = allowedTables(schema).filter((table) => table.name !== identity.table && isPersonal(ground, table))
  const depth = (table: DataTable) => identity.rows.find((one) => one.table === table.name)?.path.length ?? 9
  const whole = only(own.filter((table) => depth(table) === 1 && moneyOf(table) !== null))
  return {
    whole,
    lines: own.filter((table) => depth(table) === 2 && table.foreignKeys.some((key) => key.table === whole.name)),
  }
}

/** How many of a thing were sold stands in the lines that point at it, or else at what it is made of. */
function soldOf(thing: DataTable, ground: Ground): Base {
  if (ground.identity) throw new NotSure('others')
  const { lines } = salesOf(ground)
  const line = only(lines.filter((table) => table.foreignKeys.some((key) => key.table === thing.name)))
  const pieces = piecesOf(line)
  return { base: line, times: null, measure: pieces && { table: line, column: pieces } }
}

function piecesOf(table: DataTable): DataColumn | null {
  const isNamed = ({ name, type }: DataColumn) => type === 'number' && /^(?:quantity|qty|count|pieces)$/i.test(name)
  return allowed(table).find(isNamed) ?? null
}

function reaches(draft: Draft, table: DataTable, ground: Ground): boolean {
  try {
    const paths = [
      ...draft.filters.map(
        (filter) => (filter.kind === 'date' ? dateOf(table, ground) : tieFilter(filter, table, ground)).path,
      ),
      draft.group ? tieGroup(draft.group, table, ground).path : [],
    ]
    return paths.flat().every(({ isUp }) => isUp)
  } catch (error) {
    if (error instanceof NotSure) return false
    throw error
  }
}

export function boughtBy(draft: Draft, base: DataTable, ground: Ground): { table: DataTable; path: readonly Step[] } {
  const own = allowedTables(ground.schema).filter((table) => isPersonal(ground, table))
  const ways = own.flatMap((table) => {
    const path = findUp(ground.schema, table, base)
    // Past another table of the person it would be the same rows told from farther away.
    if (!path || path.slice(0, -1).some(({ to }) => isPersonal(ground, to))) return []
    return [{ table, path }]
  })
  const nearest = Math.min(...ways.map(({ path }) => path.length))
  const way = only(ways.filter(({ path }) => path.length === nearest))
  if (
    !draft.isBought &&
    (way.path.length > 1 || (way.table.name !== ground.identity?.table && draft.kind === 'average'))
  )
    throw new NotSure('whose')
  return way
}
