// What a question says of its rows, as conditions on columns.

import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import type { ColumnPlace, Concept, Filter, Measure } from './draft'
import { findPath, findUp } from './find-path'
import { allowed, type Ground, isPersonal, moneyOf, NotSure, oneOf, only } from './ground'
import { columnNamed, labelOf } from './label-of'
import { nameWords } from './name-words'
import { tieLetters, tieWithout } from './tie-rare'
import type { Condition, Operand } from './tied-condition'
import { allowedTables, measures, perSecond } from './vocabulary'

export function tieFilter(filter: Filter, base: DataTable, ground: Ground): Condition {
  switch (filter.kind) {
    case 'key': {
      if (filter.table.name === ground.identity?.table) throw new NotSure('others')
      const column = columnNamed(filter.table, only(filter.table.primaryKey))
      if (column.type !== 'number') throw new NotSure('which')
      return {
        ...way({ table: filter.table, column }, base, ground),
        test: '=',
        value: filter.value,
        said: `${nameWords(filter.table.name)} ${filter.value}`,
      }
    }
    case 'compare':
      return compare(filter, base)
    case 'date':
      throw new NotSure('split')
    case 'name':
      return byName(filter, base, ground)
    case 'value':
      return byValue(filter, base, ground)
    case 'none':
      return byNone(filter, base, ground)
    case 'without':
      return tieWithout(filter, base, ground)
    case 'letters':
      return tieLetters(filter, base)
  }
}

export function tieDates(filter: Filter, operand: Operand): Condition[] {
  if (filter.kind !== 'date') return []
  const { from, to, said } = filter
  const condition = (test: '>=' | '<', value: string): Condition => ({ ...operand, test, value, said })
  return [...(from ? [condition('>=', from)] : []), ...(to ? [condition('<', to)] : [])]
}

/** The date of a row, or else of the row that it belongs to. */
export function dateOf(base: DataTable, { schema }: Ground): Operand {
  const places = allowedTables(schema).flatMap((table) => {
    const path = table === base ? [] : findUp(schema, base, table)
    const column = oneOf(
      allowed(table).filter((one) => measures(one, 'date')),
      'date',
      table,
    )
    return path && column && (table === base || isOfRow(table, column)) ? [{ place: { table, column }, path }] : []
  })
  const nearest = Math.min(...places.map(({ path }) => path.length))
  if (nearest > 1) throw new NotSure('measure')
  return only(places.filter(({ path }) => path.length === nearest))
}

/** The day of the row itself, which holds for what belongs to it: the day of an order rather than when somebody was hired. */
function isOfRow(table: DataTable, column: DataColumn): boolean {
  const own = nameWords(table.name).split(' ').at(-1) ?? ''
  return [nameWords(column.name), ...column.synonyms].some((name) =>
    [`${own} date`, 'date', 'day', 'created', 'created at', 'ordered at', 'placed at'].includes(name),
  )
}

export function tieMeasure(measure: Measure, table: DataTable, isSummed: boolean): ColumnPlace {
  const named = 'item' in measure ? measure.item.columns.filter((place) => place.table === table) : []
  const concept = 'item' in measure ? measure.item.concept : measure.concept
  const column =
    named.length > 0
      ? only(named).column
      : concept &&
        (oneOf(
          allowed(table).filter((one) => measures(one, concept)),
          concept,
          table,
        ) ??
          (concept === 'size' ? moneyOf(table) : null))
  if (!column || (isSummed && column.type !== 'number')) throw new NotSure('measure')
  return { table, column }
}

/** What is to be shown beside a row: a column of its own, else the name of what it points at. */
export function tieShown(measure: Measure, base: DataTable, ground: Ground): Operand[] {
  const item = 'item' in measure ? measure.item : null
  const isOwn = !item || item.concept !== null || item.columns.some(({ table }) => table === base)
  if (isOwn || item.tables.length === 0) return [{ place: tieMeasure(measure, base, false), path: [] }]
  const table = only(item.tables)
  const path = findUp(ground.schema, base, table)
  if (!path || path.length === 0) throw new NotSure('which')
  return labelOf(table).map((column) => ({ place: { table, column }, path }))
}

export function way(place: ColumnPlace, base: DataTable, { schema }: Ground): Operand {
  const path = findPath(schema, base, place.table)
  if (!path) throw new NotSure('which')
  return { place, path }
}

function compare(
  { measure, operator, quantity, said }: Extract<Filter, { kind: 'compare' }>,
  base: DataTable,
): Condition {
  const concept: Concept | null =
    quantity.unit === 'money'
      ? 'money'
      : quantity.unit === 'seconds'
        ? 'duration'
        : quantity.unit === 'bytes'
          ? 'size'
          : null
  if (!measure && !concept) {
    const totals = allowed(base).filter(({ name }) => /^(?:grand )?(?:total|amount)$/.test(nameWords(name)))
    return { place: { table: base, column: only(totals) }, path: [], test: operator, value: quantity.value, said }
  }
  const place = tieMeasure(measure ?? { concept: concept ?? 'money' }, base, true)
  if (concept && !measures(place.column, concept)) throw new NotSure('measure')
  const factor = quantity.unit === 'seconds' ? perSecond(place.column) : 1
  // "longer than 5": minutes or seconds nobody knows.
  if (factor === null || (quantity.unit === null && measures(place.column, 'duration'))) throw new NotSure('measure')
  return { place, path: [], test: operator, value: Number((quantity.value * factor).toPrecision(12)), said }
}

function byNone({ item, said }: Extract<Filter, { kind: 'none' }>, base: DataTable, ground: Ground): Condition {
  const own = item.columns.filter(({ table }) => table === base)
  if (own.length > 0) return { place: only(own), path: [], test: 'null', value: '', said }
  const table = only(item.tables)
  const column = columnNamed(table, table.primaryKey[0] ?? '')
  const { path } = way({ table, column }, base, ground)
  if (path[0]?.isUp !== false || path[0].own.length > 1) throw new NotSure('which')
  return { place: { table, column }, path, test: 'none', value: '', said }
}

/** Samples are all there is where there are few. */
const sampleLimit = 60

function byName({ text, of, by }: Extract<Filter, { kind: 'name' }>, base: DataTable, ground: Ground): Condition {
  const tables = of
    ? of.tables
    : allowedTables(ground.schema).filter((table) => table !== base && !isPersonal(ground, table))
  const places = tables.flatMap((table) => {
    const label = labelOf(table)
    const column = label.length === 1 ? label[0] : undefined
    if (column?.type !== 'text' || (column.samples.length > 0 && column.samples.length < sampleLimit)) return []
    // "by" asks for who made it: a name rather than a title.
    if (!of && by && !/name$/i.test(column.name)) return []
    const path = table === base ? [] : findPath(ground.schema, base, table)
    return path && (of || path.every(({ isUp }) => isUp)) ? [{ place: { table, column }, path }] : []
  })
  const found = only(places)
  return { ...found, test: 'name', value: text, said: `${nameWords(found.place.table.name)} ${text}` }
}

/** A column of titles of which the samples are not all. */
function isOpenTitle(column: DataColumn): boolean {
  return column.samples.length >= sampleLimit && !/name$/i.test(column.name)
}

/** Where a nearer table says it too, the nearer is meant. */
function nearest<T extends Operand>(tied: readonly T[]): T[] {
  const least = Math.min(...tied.map(({ path }) => path.length))
  return tied.filter(({ path }) => path.length === least)
}

function byValue(filter: Extract<Filter, { kind: 'value' }>, base: DataTable, ground: Ground): Condition {
  const { or } = filter
  const first = byOneValue(filter, base, ground)
  if (!or) return first
  const { value } = only(or.values.filter(({ column }) => column === first.place.column))
  return { ...first, test: 'equal', others: [value], said: `${first.said} or ${value}` }
}

function byOneValue(
  { item, of, by, isWithin }: Extract<Filter, { kind: 'value' }>,
  base: DataTable,
  ground: Ground,
): Condition {
  const tied = item.values.flatMap((value) => {
    const ofTable = of?.tables.some((table) => table === value.table && labelOf(table).includes(value.column))
    // "With rock songs": the value is what the songs are of.
    const isAbove = of?.tables.some((table) => findUp(ground.schema, table, value.table)?.length === 1) === true
    if (of && !ofTable && !isAbove && !of.columns.some((place) => place.column === value.column)) return []
    const path = value.table === base ? [] : findPath(ground.schema, base, value.table)
    if (!path || path.some(({ to }) => isPersonal(ground, to) && !isPersonal(ground, base))) return []
    return [{ place: { table: value.table, column: value.column }, path, value: value.value }]
  })
  const up = tied.filter(
    ({ path, place }) =>
      path.every(({ isUp }) => isUp) &&
      !(by && isOpenTitle(place.column)) &&
      !(path.length === 0 && labelOf(base).includes(place.column)),
  )
  // Known from afar only, it may as well be the name of something nearer that no sample shows.
  if (isWithin && up.length === 0) {
    const below = tied.filter(({ path }) => path.some(({ isUp }) => !isUp))
    const { value, ...found } = only(below)
    return { ...found, test: 'equal', value, said: `${nameWords(found.place.table.name)} ${value}` }
  }
  if (!of && up.length === 0 && !by) throw new NotSure('which')
  if (!of && up.length === 0) return byName({ kind: 'name', text: item.raw, of, by }, base, ground)
  const own = up.filter(({ path }) => path.length === 0)
  const { value, ...found } = only(of ? tied : own.length > 0 ? own : nearest(up))
  return {
    ...found,
    test: 'equal',
    value,
    said: `${nameWords(found.place.table.name === base.name ? found.place.column.name : found.place.table.name)} ${value}`,
  }
}
