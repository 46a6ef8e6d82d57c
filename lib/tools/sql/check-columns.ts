import { z } from 'zod'
import type { DataSchema, DataTable } from '@/lib/domain/data-source'
import { systemColumns } from './query-vocabulary'
import type { QueryNode } from './walk-query'

const text = z.object({ String: z.object({ sval: z.string().default('') }) })
const star = z.object({ A_Star: z.unknown() })
const path = z.array(z.union([text, star])).min(1)
const alias = z.object({ aliasname: z.string(), colnames: z.array(text).default([]) })

// What PostgreSQL calls columns that nobody has named; the names of functions are added.
const unnamed = ['case', 'coalesce', 'greatest', 'least', 'array', 'row', 'exists', 'nullif', 'current_date']

/** Of one query: what each name of a relation may stand for (a null is something derived), and the names it gives itself. */
type Names = { relations: Map<string, (DataTable | null)[]>; tables: readonly DataTable[]; given: ReadonlySet<string> }

/**
 * Why a column of a query is refused; null: none is. It knows no scopes: a name counts as every column that it could mean
 * somewhere in the query, and one that could be a hidden one is refused.
 */
export function checkColumns(
  nodes: readonly QueryNode[],
  parts: ReadonlySet<string>,
  schema: DataSchema,
): string | null {
  const renamed = nodes.find(({ kind, fields }) => kind === 'RangeVar' && fields.alias && columnsRenamed(fields.alias))
  if (renamed) return 'The columns of a table may not be renamed in FROM.'
  const names = namesIn(nodes, parts, schema)
  for (const node of nodes) {
    const refused = checkNode(node, names)
    if (refused !== null) return refused
  }
  return null
}

function checkNode({ kind, fields, heldBy }: QueryNode, names: Names): string | null {
  if (kind === 'JoinExpr')
    return firstOf(z.array(text).parse(fields.usingClause ?? []), ({ String: { sval } }) => checkName([sval], names))
  if (kind !== 'ColumnRef') return null
  const words = path.parse(fields.fields)
  const spelled = words.flatMap((word) => ('String' in word ? [word.String.sval] : []))
  if (spelled.length === words.length) return checkName(spelled, names)
  if (heldBy.kind !== 'ResTarget' || words.length > 2) return 'Whole rows are not allowed here: name the columns.'
  return checkStar(spelled, names)
}

function checkStar([relation]: readonly string[], { relations, tables }: Names): string | null {
  const meant = relation === undefined ? tables : (relations.get(relation) ?? [])
  const partly = meant.find((table) => table?.columns.some(({ isAllowed }) => !isAllowed))
  return partly ? `Name the columns of ${partly.name} instead of *: not all may be read.` : null
}

function checkName(spelled: readonly string[], { relations, tables, given }: Names): string | null {
  const [name = '', relation, ...rest] = spelled.toReversed()
  const unknown = `There is no column ${spelled.join('.')}.`
  if (rest.length > 0) return 'Name columns as column or table.column.'
  if (systemColumns.has(name)) return unknown
  const meant = relation === undefined ? tables : relations.get(relation)
  if (!meant || meant.some((table) => has(table, name, false))) return unknown
  const isDerived = relation === undefined || meant.some((table) => table === null)
  const isKnown = isDerived ? given.has(name) || tables.some((table) => has(table, name, true)) : false
  if (!isKnown && !meant.some((table) => has(table, name, true))) return unknown
  // A relation's name alone means its whole row, unless it has such a column.
  const rows = relation === undefined ? relations.get(name) : undefined
  return rows && !rows.some((table) => has(table, name, true)) ? unknown : null
}

function has(table: DataTable | null, name: string, isAllowed: boolean): boolean {
  return table?.columns.some((column) => column.name === name && column.isAllowed === isAllowed) ?? false
}

function namesIn(nodes: readonly QueryNode[], parts: ReadonlySet<string>, schema: DataSchema): Names {
  const relations: Names['relations'] = new Map()
  const tables: DataTable[] = []
  const given = new Set<string>(unnamed)
  const add = (name: string, table: DataTable | null) => relations.set(name, [...(relations.get(name) ?? []), table])
  for (const { kind, fields } of nodes) {
    const called = alias.safeParse(fields.alias).data
    if (kind === 'RangeVar') {
      const name = String(fields.relname)
      const table = parts.has(name) ? null : (schema.tables.find((candidate) => candidate.name === name) ?? null)
      if (table) tables.push(table)
      add(called?.aliasname ?? name, table)
    }
    if (kind === 'RangeSubselect') add(called?.aliasname ?? '', null)
    for (const name of namesGiven(kind, fields)) given.add(name)
    for (const {
      String: { sval },
    } of called?.colnames ?? [])
      given.add(sval)
  }
  for (let at = 1; at <= 20; at++) given.add(`column${at}`)
  return { relations, tables, given }
}

function namesGiven(kind: string, fields: QueryNode['fields']): string[] {
  const listed = (value: unknown) =>
    z
      .array(text)
      .parse(value ?? [])
      .map(({ String: { sval } }) => sval)
  if (kind === 'ResTarget') return typeof fields.name === 'string' ? [fields.name] : []
  if (kind === 'CommonTableExpr') return listed(fields.aliascolnames)
  if (kind === 'FuncCall') return listed(fields.funcname)
  return []
}

function columnsRenamed(value: unknown): boolean {
  return (alias.safeParse(value).data?.colnames.length ?? 0) > 0
}

function firstOf<T>(items: readonly T[], check: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = check(item)
    if (found !== null) return found
  }
  return null
}
