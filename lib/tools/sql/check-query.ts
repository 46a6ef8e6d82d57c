import { hasSqlDetails, loadModule, parseSync } from 'libpg-query'
import { z } from 'zod'
import type { DataSchema } from '@/lib/domain/data-source'
import { checkColumns } from './check-columns'
import { checkWords } from './check-words'
import { screenQuery } from './screen-query'
import { type QueryNode, walkQuery } from './walk-query'

/** `withAt`: where in its bytes the WITH of the statement stands; null: it has none. */
export type CheckedQuery = { withAt: number | null } | { refused: string }

const parsed = z.object({ stmts: z.array(z.object({ stmt: z.record(z.string(), z.unknown()) })).default([]) })
const select = z.looseObject({
  withClause: z
    .object({
      ctes: z.array(z.object({ CommonTableExpr: z.looseObject({ ctename: z.string() }) })),
      recursive: z.boolean().default(false),
      location: z.int().default(0),
    })
    .optional(),
})

const maxRelations = 24
const oneSelect = 'A query is one SELECT statement, and nothing but reading.'

/**
 * Whether SQL is one reading statement made of allowed parts, over allowed tables and columns. PostgreSQL's own parser
 * reads it; what is not on a list is refused, whatever it would do.
 */
export async function checkQuery(sql: string, schema: DataSchema): Promise<CheckedQuery> {
  await loadModule()
  try {
    const tooMuch = screenQuery(sql)
    if (tooMuch !== null) return { refused: tooMuch }
    return checkStatements(parsed.parse(parseSync(sql)).stmts, schema)
  } catch (error) {
    if (hasSqlDetails(error)) return { refused: `This is no SQL: ${error.message}` }
    // The parser's stack: what exhausts it is no question that anybody asks.
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError)
      return { refused: 'The query is nested too deeply.' }
    throw error
  }
}

function checkStatements(statements: readonly { stmt: Record<string, unknown> }[], schema: DataSchema): CheckedQuery {
  const [only, ...others] = statements
  const root = only?.stmt.SelectStmt
  if (!root || others.length > 0) return { refused: oneSelect }
  const { withClause, ...main } = select.parse(root)
  if (withClause?.recursive) return { refused: 'WITH RECURSIVE is not allowed in a query.' }
  const seen: QueryNode[] = []
  const named = new Set<string>()
  const parts = withClause?.ctes.map(({ CommonTableExpr }) => ({ CommonTableExpr })) ?? []
  // In order: inside a part of WITH its own name and later ones still mean tables of the database.
  for (const part of [...parts, { SelectStmt: main }]) {
    const walked = walkQuery(part)
    if ('refused' in walked) return walked
    const wrong = checkRelations(walked.nodes, named, schema)
    if (wrong !== null) return { refused: wrong }
    seen.push(...walked.nodes)
    if ('CommonTableExpr' in part) named.add(part.CommonTableExpr.ctename)
  }
  const refused = checkWords(seen) ?? checkColumns(seen, named, schema)
  return refused === null ? { withAt: withClause?.location ?? null } : { refused }
}

function checkRelations(nodes: readonly QueryNode[], named: ReadonlySet<string>, schema: DataSchema): string | null {
  const tables = new Set(schema.tables.filter(({ isAllowed }) => isAllowed).map(({ name }) => name))
  const relations = nodes.filter(({ kind }) => kind === 'RangeVar').map(({ fields }) => String(fields.relname))
  if (relations.length > maxRelations) return `A query may name ${maxRelations} tables at most.`
  const unknown = relations.find((name) => !named.has(name) && !tables.has(name))
  if (unknown !== undefined) return `There is no table ${unknown}.`
  if (nodes.some(({ kind }) => kind === 'WithClause')) return 'WITH may stand only at the beginning of a query.'
  const parts = nodes.filter(({ kind }) => kind === 'CommonTableExpr').map(({ fields }) => String(fields.ctename))
  const taken = parts.find((name) => named.has(name) || schema.tables.some((table) => table.name === name))
  return taken === undefined ? null : `WITH may not define ${taken}: it is the name of something else.`
}
