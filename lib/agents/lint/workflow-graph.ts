import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { leavesAtOnce, liveTransitions } from './live-transitions'

/** Where a conversation can go: `after` holds, for each node, all that can follow it in one step or more. */
export type WorkflowGraph = {
  reachable: ReadonlySet<string>
  next: ReadonlyMap<string, readonly string[]>
  after: ReadonlyMap<string, ReadonlySet<string>>
}

export function workflowGraph(workflow: Workflow): WorkflowGraph {
  const next = new Map([...workflow.nodes.values()].map((node) => [node.id, exits(workflow, node)]))
  const after = new Map([...next.keys()].map((id) => [id, reachFrom(id, next)]))
  const reachable = new Set([workflow.initialNode, ...(after.get(workflow.initialNode) ?? [])])
  return { reachable, next, after }
}

/** Nodes that global intents can lead to from where a visitor can speak in this node. */
export function globalTargets(workflow: Workflow, node: WorkflowNode): string[] {
  if (!workflow.globalIntentConfig.enabled || leavesAtOnce(node)) return []
  return workflow.globalIntents
    .filter((intent) => intent.targetNode !== node.id)
    .filter((intent) => intent.activeFromNodes?.includes(node.id) ?? true)
    .filter((intent) => !intent.excludedFromNodes?.includes(node.id))
    .map((intent) => intent.targetNode)
}

/** All that follow `start` in one step or more; `start` itself only where there is a way back. */
export function reachFrom(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  const open = [...(next.get(start) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(next.get(id) ?? []))
  }
  return found
}

function exits(workflow: Workflow, node: WorkflowNode): string[] {
  const own = liveTransitions(node).live.map((transition) => transition.target)
  return [...new Set([...own, ...globalTargets(workflow, node)])]
}
