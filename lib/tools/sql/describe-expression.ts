import { z } from 'zod'

const record = z.record(z.string(), z.unknown())
const items = z.array(z.unknown()).catch([])
const named = z.array(z.object({ String: z.object({ sval: z.string() }) }))

/** `invoice_line`, `InvoiceLine` → "invoice line". */
export function words(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

/** An expression of a parse tree in plain words. Throws where it has none. */
export function describeExpression(value: unknown): string {
  const [kind, inner] = Object.entries(record.parse(value))[0] ?? ['', {}]
  const describe = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!describe) throw new Error(`no words for ${kind}`)
  return describe(record.parse(inner))
}

const kinds: Record<string, (node: Record<string, unknown>) => string> = {
  ColumnRef: ({ fields }) => {
    const names = items.parse(fields)
    if (names.some((name) => 'A_Star' in record.parse(name))) return 'everything'
    return words(named.parse(names).at(-1)?.String.sval ?? '')
  },
  A_Const: constant,
  FuncCall: call,
  A_Expr: comparison,
  BoolExpr: ({ boolop, args }) => {
    const parts = items.parse(args).map(describeExpression)
    if (boolop === 'NOT_EXPR') return `not (${parts.join()})`
    return parts.join(boolop === 'OR_EXPR' ? ' or ' : ' and ')
  },
  NullTest: ({ arg, nulltesttype }) =>
    `${describeExpression(arg)} is ${nulltesttype === 'IS_NULL' ? 'empty' : 'not empty'}`,
  TypeCast: ({ arg }) => describeExpression(arg),
  CoalesceExpr: ({ args }) => items.parse(args).map(describeExpression).join(' or, where that is empty, '),
}

function constant(node: Record<string, unknown>): string {
  const { sval, ival, fval, boolval, isnull } = z
    .looseObject({
      sval: z.looseObject({ sval: z.string().default('') }).optional(),
      ival: z.looseObject({ ival: z.number().default(0) }).optional(),
      fval: z.looseObject({ fval: z.string() }).optional(),
      boolval: z.looseObject({ boolval: z.boolean().default(false) }).optional(),
      isnull: z.boolean().optional(),
    })
    .parse(node)
  if (isnull) return 'nothing'
  if (sval) return `“${sval.sval}”`
  return String(ival?.ival ?? fval?.fval ?? boolval?.boolval ?? '')
}

const aggregates: Record<string, string> = {
  sum: 'the sum of',
  avg: 'the average of',
  min: 'the lowest',
  max: 'the highest',
}

function call({ funcname, args, agg_star, agg_distinct, over, agg_filter }: Record<string, unknown>): string {
  if (over || agg_filter) throw new Error('no words for this')
  const name = named.parse(funcname).at(-1)?.String.sval ?? ''
  const given = items.parse(args).map(describeExpression)
  const [first = '', second = ''] = given
  const different = agg_distinct ? 'different ' : ''
  if (name === 'count') return agg_star ? 'the number of rows' : `the number of ${different}${first}`
  const aggregate = aggregates[name]
  if (aggregate) return `${aggregate} ${different}${first}`
  if (['round', 'lower', 'upper', 'trim', 'btrim'].includes(name)) return first
  if (['extract', 'date_part', 'date_trunc'].includes(name)) return `the ${first.replace(/[“”]/g, '')} of ${second}`
  if (name === 'concat') return given.join(' ')
  return `${words(name)} of ${given.join(', ')}`
}

const operators: Record<string, string> = {
  '=': 'is',
  '<>': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
  '||': 'and',
}

function comparison({ kind, name, lexpr, rexpr }: Record<string, unknown>): string {
  const operator = named.parse(name).at(-1)?.String.sval ?? ''
  const left = lexpr ? describeExpression(lexpr) : ''
  switch (kind) {
    case 'AEXPR_OP': {
      const right = describeExpression(rexpr)
      if (lexpr === undefined) return `${operator}${right}`
      return `${left} ${operators[operator] ?? operator} ${right}`
    }
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return `${left} ${operator.startsWith('!') ? 'is not like' : 'is like'} ${describeExpression(rexpr).replaceAll('%', '…')}`
    case 'AEXPR_IN':
      return `${left} is ${operator === '<>' ? 'none' : 'one'} of ${listed(rexpr)}`
    case 'AEXPR_BETWEEN': {
      const [from, to] = itemsOf(rexpr)
      return `${left} lies between ${from} and ${to}`
    }
    default:
      throw new Error(`no words for ${String(kind)}`)
  }
}

function listed(value: unknown): string {
  return itemsOf(value).join(', ')
}

function itemsOf(value: unknown): string[] {
  const { List } = z.object({ List: z.looseObject({ items: z.array(z.unknown()) }) }).parse(value)
  return List.items.map(describeExpression)
}
