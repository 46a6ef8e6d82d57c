import { checkFields } from './check-fields'
import type { DocumentOutline, NodeOutline } from './document-outline'
import type { PathStep } from './document-path'
import { parseCondition } from './parse-condition'
import type { Finding } from './zod-findings'

/** The rules of contract 6 that look at more than one field: all that are broken, in the order of the document. */
export function checkOutline(outline: DocumentOutline): Finding[] {
  const ids = new Set(outline.nodes.flatMap((node) => (node?.id ? [node.id] : [])))
  return [
    ...checkTarget(outline.initial_node, ids, ['workflow', 'initial_node']),
    ...checkEnd(outline),
    ...outline.nodes.flatMap((node, index) => (node ? checkNode(node, index, outline, ids) : [])),
    ...checkGlobalIntents(outline, ids),
  ]
}

function checkTarget(target: string | null, ids: ReadonlySet<string>, path: PathStep[]): Finding[] {
  return target === null || ids.has(target) ? [] : [{ path, message: `there is no node "${target}"` }]
}

function checkEnd(outline: DocumentOutline): Finding[] {
  if (outline.nodes.some((node) => node?.type === 'end_call')) return []
  return [{ path: ['workflow', 'nodes'], message: 'at least one node must be of type end_call' }]
}

function checkNode(node: NodeOutline, index: number, outline: DocumentOutline, ids: ReadonlySet<string>): Finding[] {
  const path: PathStep[] = ['workflow', 'nodes', index]
  const first = outline.nodes.findIndex((other) => other?.id === node.id)
  const twice = node.id !== '' && first < index
  return [
    ...(twice ? [{ path: [...path, 'id'], message: `"${node.id}" is already the id of nodes[${first}]` }] : []),
    ...checkWork(node, path),
    ...node.transitions.flatMap((transition, position) => {
      const at = [...path, 'transitions', position]
      return [
        ...checkCondition(transition.condition, node, [...at, 'condition']),
        ...checkTarget(transition.target, ids, [...at, 'target']),
      ]
    }),
  ]
}

function checkWork(node: NodeOutline, path: PathStep[]): Finding[] {
  if (node.type === 'collect') return checkFields(node.fields, [...path, 'fields'], 'allowed')
  if (node.type === 'standard') {
    const prompt = Boolean(node.system_prompt?.trim())
    const text = Boolean(node.static_text?.trim())
    if (prompt !== text) return []
    const message = `a standard node needs exactly one of system_prompt and static_text, and has ${prompt ? 'both' : 'neither'}`
    return [{ path, message }]
  }
  if (node.type !== 'retrieve_variable' || node.variables.length > 0) return []
  if (node.variable_name === null)
    return [{ path: [...path, 'variables'], message: 'a retrieve_variable node needs at least one variable' }]
  if (node.extraction_prompt !== null) return []
  return [{ path: [...path, 'extraction_prompt'], message: 'is required with variable_name' }]
}

function checkCondition(text: string | null, node: NodeOutline, path: PathStep[]): Finding[] {
  if (text === null) return []
  const parsed = parseCondition(text)
  if ('problem' in parsed) return [{ path, message: parsed.problem }]
  if (parsed.condition.kind === 'form' && node.type !== 'collect')
    return [{ path, message: `only collect nodes have a form: "${text.trim()}" cannot hold here` }]
  if (parsed.condition.kind !== 'intent') return []
  const { intent } = parsed.condition
  if (node.type !== 'standard')
    return [{ path, message: `only standard nodes have intents: "${intent}" cannot be recognised here` }]
  if (Object.hasOwn(node.intents, intent)) return []
  return [{ path, message: `the node declares no intent "${intent}"` }]
}

function checkGlobalIntents(outline: DocumentOutline, ids: ReadonlySet<string>): Finding[] {
  return Object.entries(outline.global_intents).flatMap(([id, intent]) => {
    const path = ['workflow', 'global_intents', id]
    const list = (key: 'active_from_nodes' | 'excluded_from_nodes') =>
      intent[key].flatMap((target, index) => checkTarget(target, ids, [...path, key, index]))
    return [
      ...checkTarget(intent.target_node, ids, [...path, 'target_node']),
      ...list('active_from_nodes'),
      ...list('excluded_from_nodes'),
    ]
  })
}
