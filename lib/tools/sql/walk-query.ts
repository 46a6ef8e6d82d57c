import { z } from 'zod'
import { nodeFields, plainFields } from './query-vocabulary'

/** A node of the parse tree with its kind, whether or not the tree names it, and the field that holds it. */
export type QueryNode = {
  kind: string
  fields: Readonly<Record<string, unknown>>
  heldBy: { kind: string; field: string }
}

export type Walked = { nodes: readonly QueryNode[] } | { refused: string }

const maxDepth = 400
const record = z.record(z.string(), z.unknown())
const ignored = new Set(['location', 'stmt_location', 'stmt_len'])

/** All nodes below a statement, outermost first, or the first thing found that no query may have. */
export function walkQuery(statement: unknown): Walked {
  const nodes: QueryNode[] = []
  const waiting: { value: unknown; plain: string | null; heldBy: QueryNode['heldBy']; depth: number }[] = [
    { value: statement, plain: null, heldBy: { kind: 'Statement', field: 'stmt' }, depth: 0 },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, heldBy, depth } = next
    if (depth > maxDepth) return { refused: 'The query is nested too deeply.' }
    if (Array.isArray(value)) {
      for (const item of value) waiting.push({ ...next, value: item, depth: depth + 1 })
      continue
    }
    // A plain DISTINCT holds one empty node.
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) continue
    const node = nodeOf(record.parse(value), next.plain)
    const allowed = nodeFields[node.kind]
    if (!allowed) return { refused: `${spoken(node.kind)} is not allowed in a query.` }
    nodes.push({ ...node, heldBy })
    for (const [field, below] of Object.entries(node.fields)) {
      if (ignored.has(field)) continue
      if (!allowed.includes(field)) return { refused: notAllowed(node.kind, field) }
      const plain = plainFields[field] ?? null
      waiting.push({ value: below, plain, heldBy: { kind: node.kind, field }, depth: depth + 1 })
    }
  }
  return { nodes }
}

// `{SelectStmt: {…}}` where several kinds may stand; `{targetList: …}` alone where only one may.
function nodeOf(value: Record<string, unknown>, plain: string | null): Pick<QueryNode, 'kind' | 'fields'> {
  const [[name, inner] = ['', undefined], ...rest] = Object.entries(value)
  const isNamed = rest.length === 0 && /^[A-Z]/.test(name)
  if (isNamed) return { kind: name, fields: record.parse(inner) }
  return { kind: plain ?? 'Unknown', fields: value }
}

function notAllowed(kind: string, field: string): string {
  if (field === 'schemaname' || field === 'catalogname') return 'Name tables without their schema.'
  return `${spoken(kind)} with ${spoken(field).toLowerCase()} is not allowed in a query.`
}

// `intoClause` → "into clause", `LockingClause` → "locking clause".
function spoken(name: string): string {
  const words = name
    .replace(/^A_/, '')
    .replace(/Stmt$/, 'Statement')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
