// One SELECT of PostgreSQL from what is tied to tables and columns.
import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import type { ColumnPlace, Draft } from './draft'
import type { Step } from './find-path'
import { NotSure } from './ground'
import { labelOf, shownOf } from './label-of'
import type { Tied } from './tie-question'
import type { Condition } from './tied-condition'
import { measures } from './vocabulary'

/** `label`: how many of the columns, from the left, name the row. */
export type Rendered = {
  sql: string
  columns: readonly (DataColumn | 'count' | 'sum' | 'average' | 'range' | 'group')[]
  label: number
}

export function renderSql(tied: Tied, limit: number | null): Rendered {
  const { kind } = tied
  const joins: Step[] = []
  const where = conditionsOf(tied.base, tied.conditions, joins)
  if (tied.boughtBy) where.push(boughtCondition(tied.base, tied.boughtBy))
  if (tied.group) addSteps(joins, tied.group.path)
  for (const { path } of tied.shown) addSteps(joins, path)
  const shown = tied.group ? grouped(kind, tied, limit, joins) : single(kind, tied, limit)
  const from = fromWithNone(tied, where) ?? `${quote(tied.base.name)}${joinsSql(joins)}`
  const parts = [`SELECT ${shown.select.join(', ')}`, `FROM ${from}`]
  if (where.length > 0) parts.push(`WHERE ${where.join(' AND ')}`)
  return { sql: [...parts, ...shown.rest].join(' '), columns: shown.columns, label: shown.label }
}

/** From the things that rows are counted for, of which some may have none. */
function fromWithNone({ group, isWithNone }: Tied, where: readonly string[]): string | null {
  if (!group || !isWithNone) return null
  const back = group.path.toReversed()
  const [first] = back
  if (!first || where.length > 0) throw new NotSure('shape')
  const turned = back.map(({ from, to, own, other, isUp }) => ({
    from: to,
    to: from,
    own: other,
    other: own,
    isUp: !isUp,
  }))
  return `${quote(first.to.name)}${joinsSql(turned, ' LEFT JOIN')}`
}

type Shown = { select: string[]; rest: string[]; columns: Rendered['columns']; label: number }

function single(kind: Draft['kind'], tied: Tied, limit: number | null): Shown {
  const { base, measure, rank } = tied
  if (tied.isDistinct && measure && (kind === 'count' || kind === 'list')) {
    const value = reference(measure)
    return kind === 'count'
      ? { select: [`count(DISTINCT ${value})`], rest: [], columns: ['count'], label: 0 }
      : { select: [`DISTINCT ${value}`], rest: [`ORDER BY ${value}`], columns: [measure.column], label: 1 }
  }
  if (kind === 'count') return { select: ['count(*)'], rest: [], columns: ['count'], label: 0 }
  if (kind === 'range' && measure) {
    const value = reference(measure)
    return { select: [`min(${value})`, `max(${value})`], rest: [], columns: [measure.column, measure.column], label: 0 }
  }
  if (kind !== 'list') return { select: [aggregate(kind, tied)], rest: [], columns: [kind], label: 0 }
  const label = labelOf(base)
  const ranked = rank?.place && !(rank.isWhole && shownOf(base).includes(rank.place.column)) ? rank.place.column : null
  const value = measure?.column ?? ranked
  const own = value ? (tied.isPlain ? [value] : [...label.filter((one) => one !== value), value]) : label
  const further = tied.shown.filter(({ path, place }) => path.length > 0 || !own.includes(place.column))
  const ownColumns = value || further.length > 0 ? (tied.isPlain && !value ? [] : own) : shownOf(base)
  const columns = [...ownColumns, ...further.map(({ place }) => place.column)]
  const keys = base.primaryKey.map((name) => full(base, name))
  const order = rank?.place
    ? [
        `${reference(rank.place)} ${rank.isDown ? 'DESC' : 'ASC'}${rank.place.column.isNullable ? ' NULLS LAST' : ''}`,
        ...keys,
      ]
    : keys.length > 0
      ? keys
      : label.map(({ name }) => full(base, name))
  return {
    select: [...ownColumns.map(({ name }) => full(base, name)), ...further.map(({ place }) => reference(place))],
    rest: [`ORDER BY ${order.join(', ')}`, ...limitOf(limit, rank !== null && !rank.isWhole)],
    columns,
    label: tied.isPlain && !value ? 0 : value ? own.length - 1 : label.length,
  }
}

function grouped(kind: Draft['kind'], tied: Tied, limit: number | null, joins: readonly Step[]): Shown {
  const { group, base } = tied
  const value = kind === 'count' ? counted(base, joins, tied.isWithNone) : aggregate(kind, tied)
  if (!group) return { select: [], rest: [], columns: [], label: 0 }
  const every = 'every' in group ? everySql(group.every, reference(group.place)) : null
  const names = 'every' in group ? [everySql(group.every, reference(group.place))] : group.columns.map(reference)
  const by = 'every' in group ? names : [...new Set([...group.keys.map(reference), ...names])]
  const way = tied.rank?.isDown === false ? 'ASC' : 'DESC'
  const isFirst = tied.rank !== null && limit === null
  const order = every && !tied.rank && limit === null ? [every] : [`${value} ${way}`, ...(isFirst ? [] : names)]
  return {
    select: [...names, value],
    rest: [
      `GROUP BY ${by.join(', ')}`,
      ...(tied.many ? [`HAVING ${value} ${tied.many.operator} ${tied.many.value}`] : []),
      `ORDER BY ${order.join(', ')}`,
      // Who shares the first place is named as well.
      ...(isFirst ? ['FETCH FIRST 1 ROW WITH TIES'] : limitOf(limit, false)),
    ],
    columns: [
      'every' in group ? 'group' : (group.columns[0]?.column ?? 'group'),
      ...names.slice(1).map(() => 'group' as const),
      kind === 'list' ? 'count' : kind,
    ],
    label: names.length,
  }
}

/** Lists have no end of their own: whoever runs them caps their rows. */
function limitOf(limit: number | null, isRanked: boolean): string[] {
  const most = limit ?? (isRanked ? 1 : null)
  return most === null ? [] : [`LIMIT ${most}`]
}

function everySql(every: string, column: string): string {
  if (every === 'year') return `extract(year FROM ${column})`
  return every === 'quarter'
    ? `to_char(${column}, 'YYYY "Q"Q')`
    : `to_char(${column}, '${every === 'month' ? 'YYYY-MM' : 'YYYY-MM-DD'}')`
}

/** Rows of the base, though a way to the group may meet one of them more than once. */
function counted(base: DataTable, joins: readonly Step[], isWithNone: boolean): string {
  const [key] = base.primaryKey
  if (isWithNone && key) return `count(DISTINCT ${full(base, key)})`
  return key && base.primaryKey.length === 1 && joins.some(({ isUp }) => !isUp)
    ? `count(DISTINCT ${full(base, key)})`
    : 'count(*)'
}

function aggregate(kind: Draft['kind'], { measure, times }: Tied): string {
  if (!measure) return 'count(*)'
  const value = times ? `${reference(measure)} * ${full(measure.table, times.name)}` : reference(measure)
  return kind === 'sum'
    ? `sum(${value})`
    : measures(measure.column, 'money')
      ? `round(avg(${value}), 2)`
      : `avg(${value})`
}

function conditionsOf(base: DataTable, conditions: readonly Condition[], joins: Step[]): string[] {
  return conditions.map((condition) => {
    if (condition.test === 'none') return lacking(condition.path)
    if (condition.path.every(({ isUp }) => isUp)) {
      addSteps(joins, condition.path)
      return testSql(condition)
    }
    return within(base, condition.path, [testSql(condition)])
  })
}

/** Rows of the base that these conditions of other tables hold for, each once. */
function within(base: DataTable, path: readonly Step[], tests: readonly string[]): string {
  const [first, ...rest] = path
  const [own] = first?.own ?? []
  const [other] = first?.other ?? []
  if (!first || !own || !other || first.own.length > 1) throw new NotSure('which')
  return `${full(base, own)} IN (SELECT ${full(first.to, other)} FROM ${quote(first.to.name)}${joinsSql(rest)} WHERE ${tests.join(' AND ')})`
}

function lacking(path: readonly Step[]): string {
  const [first, ...rest] = path
  if (!first) throw new NotSure('which')
  const on = `${full(first.to, first.other[0] ?? '')} = ${full(first.from, first.own[0] ?? '')}`
  return `NOT EXISTS (SELECT 1 FROM ${quote(first.to.name)}${joinsSql(rest)} WHERE ${on})`
}

function boughtCondition(base: DataTable, { table, path, conditions }: NonNullable<Tied['boughtBy']>): string {
  const last = path.at(-1)
  const [own] = last?.own ?? []
  const [other] = last?.other ?? []
  if (!last || !own || !other || last.own.length > 1) throw new NotSure('which')
  const joins = [...path.slice(0, -1)]
  const tests = conditionsOf(table, conditions, joins)
  const where = tests.length > 0 ? ` WHERE ${tests.join(' AND ')}` : ''
  return `${full(base, other)} IN (SELECT ${full(last.from, own)} FROM ${quote(table.name)}${joinsSql(joins)}${where})`
}

function testSql({ place, test, value, others = [] }: Condition): string {
  const column = reference(place)
  if (others.length > 0) return `${column} IN (${[value, ...others].map((one) => literal(String(one))).join(', ')})`
  if (test === 'null') return `${column} IS NULL`
  if (test === 'name') return `lower(${column}) = ${literal(String(value).toLowerCase())}`
  if (test === 'like') return `lower(${column}) LIKE ${literal(String(value))}`
  const operator = test === 'equal' ? '=' : test
  return `${column} ${operator} ${typeof value === 'number' ? String(value) : literal(value)}`
}

function addSteps(joins: Step[], path: readonly Step[]): void {
  for (const step of path) if (!joins.some(({ to }) => to === step.to)) joins.push(step)
}

function joinsSql(joins: readonly Step[], join = ' JOIN'): string {
  return joins
    .map(({ from, to, own, other }) => {
      const on = own.map((name, at) => `${full(to, other[at] ?? '')} = ${full(from, name)}`)
      return `${join} ${quote(to.name)} ON ${on.join(' AND ')}`
    })
    .join('')
}

function reference({ table, column }: ColumnPlace): string {
  return full(table, column.name)
}

function full(table: DataTable, column: string): string {
  return `${quote(table.name)}.${quote(column)}`
}

const reserved =
  /^(?:all|analyse|analyze|and|any|array|as|asc|both|case|cast|check|collate|column|constraint|create|default|desc|distinct|do|else|end|except|fetch|for|foreign|from|grant|group|having|in|initially|intersect|into|lateral|leading|limit|not|null|offset|on|only|or|order|placing|primary|references|returning|select|some|symmetric|table|then|to|trailing|true|union|unique|user|using|variadic|when|where|window|with|left|right|join|inner|outer|full|cross|natural|like|ilike|is|between|values)$/

function quote(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
