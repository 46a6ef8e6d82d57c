import type { Condition, Transition, WorkflowNode } from '@/lib/domain/workflow'

export type DeadTransition = { transition: Transition; because: string }

const needsInput = new Set<Condition['kind']>(['user-responded', 'max-turns', 'intent', 'intent-no-match'])
const needsTime = new Set<Condition['kind']>(['timeout'])

/** The transitions of a node that can fire, in order, and those that never can, with the reason. */
export function liveTransitions(node: WorkflowNode): { live: Transition[]; dead: DeadTransition[] } {
  const live: Transition[] = []
  const dead: DeadTransition[] = []
  const leaves = leavesAtOnce(node)
  for (const transition of node.transitions) {
    const because = whyDead(transition.condition, live, node, leaves)
    if (because === null) live.push(transition)
    else dead.push({ transition, because })
  }
  return { live, dead }
}

/** True where some transition fires whenever the node is entered, so that it never waits for the visitor. */
export function leavesAtOnce(node: WorkflowNode): boolean {
  if (node.type === 'end_call' || node.type === 'agent_transfer') return true
  if (node.type === 'collect') return false
  return closedBy(node.transitions, node) !== null
}

function whyDead(
  condition: Condition,
  live: readonly Transition[],
  node: WorkflowNode,
  leaves: boolean,
): string | null {
  if (node.type === 'end_call') return 'an end_call node ends the conversation'
  if (node.type === 'agent_transfer') return 'an agent_transfer node hands the conversation over'
  const closing = closedBy(live, node)
  if (closing !== null) return `${closing} before it always fires`
  if (live.some((other) => other.condition.text.trim() === condition.text.trim()))
    return 'the same condition stands before it'
  if (leaves && (needsInput.has(condition.kind) || needsTime.has(condition.kind)))
    return 'the node moves on at once and never waits for the visitor'
  if (needsInput.has(condition.kind) && live.some((other) => other.condition.kind === 'user-responded'))
    return '"user_responded" before it takes every message'
  return null
}

// What always fires among these, in words; null where all of them may fail.
function closedBy(transitions: readonly Transition[], node: WorkflowNode): string | null {
  for (const [index, { condition }] of transitions.entries()) {
    if (condition.kind === 'always' || condition.kind === 'skip-response') return `"${condition.text}"`
    const partner = transitions.slice(0, index).find((earlier) => complete(earlier.condition, condition, node))
    if (partner) return `one of "${partner.condition.text}" and "${condition.text}"`
  }
  return null
}

// Two conditions of which one holds in any case.
function complete(a: Condition, b: Condition, node: WorkflowNode): boolean {
  if (a.kind === 'extraction-failed' && b.kind === 'variables-extracted') return complete(b, a, node)
  if (a.kind === 'variables-extracted' && b.kind === 'extraction-failed')
    return a.names.every((name) => b.names.includes(name) || hasDefault(node, name))
  const outcomes = [a.kind, b.kind]
  return node.type === 'api_call' && outcomes.includes('api-success') && outcomes.includes('api-failed')
}

function hasDefault(node: WorkflowNode, name: string): boolean {
  if (node.type !== 'retrieve_variable') return false
  return node.variables.some((variable) => variable.name === name && variable.defaultValue !== null)
}
