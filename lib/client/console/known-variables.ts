import { type AgentDocument, nodeName, nodesOf, nodeType } from './agent-document'
import { isRecord } from './is-record'

/** `setBy`: names of the nodes that give it its value; none for those that the server sets. */
export type KnownVariable = { name: string; setBy: readonly string[] }

const apiVariables = ['__api_success', '__api_failed', '__api_status_code', '__api_response_body', '__api_error']

/** Every variable that some node of the workflow sets, those of authors first. */
export function knownVariables(document: AgentDocument): KnownVariable[] {
  const setters = new Map<string, string[]>()
  for (const node of nodesOf(document))
    for (const name of variablesOf(node)) setters.set(name, [...(setters.get(name) ?? []), nodeName(node)])
  const own = [...setters].map(([name, setBy]) => ({ name, setBy })).sort((a, b) => a.name.localeCompare(b.name))
  const calls = nodesOf(document).some((node) => nodeType(node) === 'api_call')
  return [...own, ...(calls ? apiVariables.map((name) => ({ name, setBy: [] })) : [])]
}

function variablesOf(node: Record<string, unknown>): string[] {
  const call = isRecord(node.api_call) ? node.api_call : {}
  return [
    ...named(node.variables, 'variable_name'),
    ...named([node], 'variable_name'),
    ...named(call.response_extraction, 'variable_name'),
    ...named(node.fields, 'id'),
  ]
}

function named(list: unknown, key: string): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    const name = isRecord(one) ? one[key] : null
    return typeof name === 'string' && name.trim() !== '' ? [name.trim()] : []
  })
}

/** The names that a template puts in, each once. */
export function variablesIn(template: string): string[] {
  return [...new Set([...template.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].flatMap(([, name]) => name ?? []))]
}
