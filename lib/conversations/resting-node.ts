import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'

/**
 * Where a conversation stands that had no opening turn, because its page shows the greeting: past the nodes that only
 * greet, so that the first message is heard where the agent listens. Pure.
 */
export function restingNode(workflow: Workflow): string {
  const passed = new Set<string>()
  let nodeId = workflow.initialNode
  for (;;) {
    passed.add(nodeId)
    const next = greetsAndGoesOn(workflow.nodes.get(nodeId))
    const target = next === null ? undefined : workflow.nodes.get(next)
    // Whatever does more than talk is left to the turn that enters it.
    if (!target || passed.has(target.id) || !listens(target)) return nodeId
    nodeId = target.id
  }
}

function greetsAndGoesOn(node: WorkflowNode | undefined): string | null {
  if (node?.type !== 'standard' || !node.proactive) return null
  const onward = node.transitions.find(({ condition }) => ['always', 'skip-response'].includes(condition.kind))
  return onward?.target ?? null
}

function listens(node: WorkflowNode): boolean {
  const hangsUp = node.onEntry.some((action) => action.kind === 'hangup')
  return (node.type === 'standard' || node.type === 'retrieve_variable') && !hangsUp
}
