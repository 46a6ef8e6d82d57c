// What a query does, in plain words, from PostgreSQL's own reading of it: for people who read no SQL.
import { loadModule, parseSync } from 'libpg-query'
import { z } from 'zod'
import { describeExpression, words } from './describe-expression'

const record = z.record(z.string(), z.unknown())
const list = z.array(record).catch([])
const parsed = z.object({ stmts: z.array(z.object({ stmt: z.object({ SelectStmt: record }) })).length(1) })

/** Null where the query has parts that these words could not say truly; the SQL itself is shown then. Throws nothing. */
export async function describeQuery(sql: string): Promise<string | null> {
  await loadModule()
  try {
    const [only] = parsed.parse(parseSync(sql)).stmts
    const sentence = only && describeSelect(only.stmt.SelectStmt)
    return sentence ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : null
  } catch {
    // Not SQL, or SQL of a shape that has no words here.
    return null
  }
}

function describeSelect(select: Record<string, unknown>): string {
  if (select.withClause || select.op !== 'SETOP_NONE' || select.valuesLists || select.windowClause)
    throw new Error('no words for this')
  const targets = list.parse(select.targetList).map(({ ResTarget }) => record.parse(ResTarget))
  const aliases = new Map(
    targets.flatMap(({ name, val }) => (typeof name === 'string' ? [[name, describeExpression(val)] as const] : [])),
  )
  const say = (value: unknown) => {
    const said = describeExpression(value)
    // `GROUP BY 1`: what is selected first.
    const chosen = /^\d+$/.test(said) ? targets[Number(said) - 1] : undefined
    if (chosen) return describeExpression(chosen.val)
    return aliases.get(said.replaceAll(' ', '_')) ?? said
  }
  const from = list.parse(select.fromClause).map(describeFrom)
  const groups = list.parse(select.groupClause).map(say)
  const shown = targets.map(({ val }) => describeExpression(val)).filter((target) => !groups.includes(target))
  const parts = [
    `${select.distinctClause ? 'the different values of ' : ''}${joined(shown.length > 0 ? shown : groups)}`,
    from.length > 0 ? ` in ${joined(from)}` : '',
    groups.length > 0 ? `, for each ${joined(groups.map((group) => group.replace(/^the /, '')))}` : '',
    select.whereClause ? `, only where ${describeExpression(select.whereClause)}` : '',
    select.havingClause ? `, keeping those where ${say(select.havingClause)}` : '',
    ordering(select.sortClause, say),
    limit(select),
  ]
  return `${parts.join('')}.`
}

function describeFrom(item: Record<string, unknown>): string {
  if (item.RangeVar) return words(String(record.parse(item.RangeVar).relname))
  if (item.JoinExpr) {
    const { larg, rarg } = record.parse(item.JoinExpr)
    return `${describeFrom(record.parse(larg))} with ${describeFrom(record.parse(rarg))}`
  }
  if (item.RangeSubselect) {
    const within = record.parse(record.parse(record.parse(item.RangeSubselect).subquery).SelectStmt)
    return `what this gives: (${describeSelect(within).replace(/\.$/, '')})`
  }
  throw new Error('no words for this')
}

function ordering(sortClause: unknown, say: (value: unknown) => string): string {
  const keys = list.parse(sortClause).map(({ SortBy }) => {
    const { node, sortby_dir } = record.parse(SortBy)
    return `${sortby_dir === 'SORTBY_DESC' ? 'highest' : 'lowest'} ${say(node).replace(/^the /, '')} first`
  })
  return keys.length > 0 ? `, ${keys.join(', then ')}` : ''
}

function limit({ limitCount, limitOffset }: Record<string, unknown>): string {
  const count = limitCount ? describeExpression(limitCount) : null
  const skipped = limitOffset ? describeExpression(limitOffset) : null
  return [
    skipped === null ? '' : `, leaving out the first ${skipped}`,
    count === null ? '' : count === '1' ? ', the first one only' : `, ${count} at most`,
  ].join('')
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
