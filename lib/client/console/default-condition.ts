import { type NodeDocument, nodeType, transitionsOf } from './agent-document'

const firstOf: Record<string, string> = {
  retrieve_variable: 'always',
  api_call: 'api_success',
  collect: 'form_complete',
}

/** What a new way out of this node begins with: the most likely of what is not there yet. */
export function defaultCondition(node: NodeDocument): string {
  const has = new Set(transitionsOf(node).map(({ condition }) => condition))
  const first = firstOf[nodeType(node)] ?? 'user_responded'
  if (!has.has(first)) return first
  return first === 'api_success' && !has.has('api_failed') ? 'api_failed' : 'always'
}
