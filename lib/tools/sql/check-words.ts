import { z } from 'zod'
import {
  betweens,
  expressionKinds,
  functions,
  operators,
  systemColumns,
  types,
  valueFunctions,
} from './query-vocabulary'
import type { QueryNode } from './walk-query'

const text = z.object({ String: z.object({ sval: z.string().default('') }) }).transform(({ String: { sval } }) => sval)
const texts = z.array(text)

const allowedFunctions = new Set(functions)
const allowedOperators = new Set([...operators, ...betweens])
const allowedValues = new Set(valueFunctions)
const subqueries = new Set(['EXISTS_SUBLINK', 'ALL_SUBLINK', 'ANY_SUBLINK', 'EXPR_SUBLINK', 'ARRAY_SUBLINK'])

/** Why one of the functions, operators, types or names of a query is refused; null: none is. */
export function checkWords(nodes: readonly QueryNode[]): string | null {
  for (const { kind, fields } of nodes) {
    const check = checks[kind]
    const refused = check ? check(fields) : null
    if (refused !== null) return refused
  }
  return null
}

type Check = (fields: Readonly<Record<string, unknown>>) => string | null

const checks: Readonly<Record<string, Check>> = {
  FuncCall: ({ funcname }) => allowedName(texts.parse(funcname), allowedFunctions, 'function'),
  TypeName: ({ names }) => allowedName(texts.parse(names), types, 'type'),
  A_Expr: ({ kind, name }) =>
    expressionKinds.has(String(kind)) ? operator(texts.parse(name)) : 'This comparison is not allowed in a query.',
  SubLink: ({ subLinkType, operName }) =>
    subqueries.has(String(subLinkType)) ? operator(texts.parse(operName ?? [])) : 'This subquery is not allowed.',
  SQLValueFunction: ({ op }) => (allowedValues.has(String(op)) ? null : 'This value is not allowed in a query.'),
  ResTarget: ({ name }) => notSystem([String(name ?? '')]),
  Alias: ({ colnames }) => notSystem(texts.parse(colnames ?? [])),
  CommonTableExpr: ({ ctename, aliascolnames }) =>
    String(ctename).startsWith('pg_')
      ? `WITH may not define ${String(ctename)}.`
      : notSystem(texts.parse(aliascolnames ?? [])),
}

function allowedName(path: readonly string[], allowed: ReadonlySet<string>, what: string): string | null {
  const name = path.at(-1) ?? ''
  const isBuiltIn = path.length === 1 || (path.length === 2 && path[0] === 'pg_catalog')
  return isBuiltIn && allowed.has(name) ? null : `The ${what} ${path.join('.')} is not allowed in a query.`
}

function operator(path: readonly string[]): string | null {
  const [name, ...rest] = path
  if (name === undefined) return null
  return rest.length === 0 && allowedOperators.has(name)
    ? null
    : `The operator ${path.join('.')} is not allowed in a query.`
}

function notSystem(names: readonly string[]): string | null {
  const found = names.find((name) => systemColumns.has(name))
  return found === undefined ? null : `Nothing may be named ${found}.`
}
