import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { liveTransitions } from './live-transitions'
import { type Warning, warnAtNode } from './warning'
import { reachFrom, type WorkflowGraph } from './workflow-graph'

/** Nodes that are never reached, nodes that lead nowhere, and loops in which nobody is waited for. */
export function lintPaths(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  return [...unreachable(workflow, graph), ...noWayOut(workflow, graph), ...loops(workflow, graph)]
}

function unreachable(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  return [...workflow.nodes.values()]
    .filter((node) => !graph.reachable.has(node.id))
    .map((node) => warnAtNode(workflow, node, 'unreachable', `cannot be reached from "${workflow.initialNode}"`))
}

// A data agent or a document chatbot is one assist node that stays: that is no mistake.
function noWayOut(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  const trapped = [...workflow.nodes.values()].filter(
    (node) =>
      graph.reachable.has(node.id) && node.type !== 'assist' && !finishes(node) && !reachesEnd(workflow, node, graph),
  )
  const isStuck = (node: WorkflowNode) => (graph.next.get(node.id) ?? []).every((id) => id === node.id)
  const first = trapped.find((node) => !isStuck(node))
  const names = trapped.filter((node) => !isStuck(node)).map((node) => `"${node.id}"`)
  return [
    ...trapped
      .filter(isStuck)
      .map((node) => warnAtNode(workflow, node, 'no-way-out', 'no transition leads out of this node')),
    ...(first
      ? [warnAtNode(workflow, first, 'no-way-out', `no path leads from ${names.join(', ')} to an end_call node`)]
      : []),
  ]
}

function finishes(node: WorkflowNode | undefined): boolean {
  return node?.type === 'end_call' || node?.type === 'agent_transfer'
}

function reachesEnd(workflow: Workflow, node: WorkflowNode, graph: WorkflowGraph): boolean {
  return [...(graph.after.get(node.id) ?? [])].some((id) => finishes(workflow.nodes.get(id)))
}

const atOnce = new Set([
  'always',
  'skip-response',
  'contains',
  'variables-extracted',
  'extraction-failed',
  'variable-equals',
])
const afterApi = new Set(['api-success', 'api-failed', 'api-status', 'api-response-contains', 'survey-complete'])

function loops(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  const next = new Map(
    [...workflow.nodes.values()].map((node): [string, string[]] => {
      // It is left only once its form has ended.
      if (node.type === 'collect') return [node.id, []]
      const own = liveTransitions(node).live.filter(
        ({ condition }) => atOnce.has(condition.kind) || afterApi.has(condition.kind),
      )
      return [node.id, own.map((transition) => transition.target)]
    }),
  )
  const after = new Map([...next.keys()].map((id) => [id, reachFrom(id, next)]))
  const told = new Set<string>()
  return [...workflow.nodes.values()].flatMap((node) => {
    if (told.has(node.id) || !graph.reachable.has(node.id) || !after.get(node.id)?.has(node.id)) return []
    const circle = [...next.keys()].filter((id) => after.get(node.id)?.has(id) && after.get(id)?.has(node.id))
    for (const id of circle) told.add(id)
    const names = circle.map((id) => `"${id}"`).join(', ')
    const message = `the conversation can circle here without waiting for the visitor: ${names}`
    return [warnAtNode(workflow, node, 'loop-without-input', message)]
  })
}
