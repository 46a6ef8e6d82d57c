import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { leavesAtOnce, liveTransitions } from './live-transitions'
import { type Warning, warnAtNode } from './warning'
import { globalTargets, reachFrom, type WorkflowGraph } from './workflow-graph'

/** Nodes where a visitor's turn can end with nothing said. */
export function lintSilence(workflow: Workflow, graph: WorkflowGraph): Warning[] {
  const nodes = [...workflow.nodes.values()].filter((node) => graph.reachable.has(node.id))
  const silentExits = new Map(nodes.map((node) => [node.id, speaks(node) ? [] : targets(node)]))
  const heard = nodes.filter((node) => !leavesAtOnce(node))
  const starts = heard.flatMap((node) => [...targets(node), ...globalTargets(workflow, node)])
  const quiet = new Set(starts.flatMap((id) => [id, ...reachFrom(id, silentExits)]))
  return nodes
    .filter((node) => quiet.has(node.id) && endsSilently(node))
    .map((node) =>
      warnAtNode(workflow, node, 'silent-arrival', `a turn can end here with nothing said: ${advice(node)}`),
    )
}

function targets(node: WorkflowNode): string[] {
  return liveTransitions(node).live.map((transition) => transition.target)
}

// On entry, before its transitions are looked at.
function speaks(node: WorkflowNode): boolean {
  switch (node.type) {
    case 'standard':
      return node.proactive
    case 'api_call':
      return node.staticText !== null
    case 'end_call':
      return node.says !== null
    case 'agent_transfer':
    case 'collect':
      return true
    case 'retrieve_variable':
    case 'assist':
      return false
  }
}

// A standard or assist node where a turn with input comes to rest answers it.
function endsSilently(node: WorkflowNode): boolean {
  if (speaks(node) || node.type === 'standard' || node.type === 'assist') return false
  return node.type === 'end_call' || !leavesAtOnce(node)
}

function advice(node: WorkflowNode): string {
  return node.type === 'end_call'
    ? 'give it a static_text, or let a proactive node speak before it'
    : 'add a transition for every outcome'
}
