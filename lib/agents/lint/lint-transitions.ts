import type { Transition, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { liveTransitions } from './live-transitions'
import { type Warning, warnAtNode } from './warning'

/** Transitions that never fire, because of the node's type or of what stands before them. */
export function lintTransitions(workflow: Workflow): Warning[] {
  return [...workflow.nodes.values()].flatMap((node) => {
    const { live, dead } = liveTransitions(node)
    return [
      ...dead.map(({ transition, because }) =>
        warnAtNode(
          workflow,
          node,
          'never-taken',
          `"${transition.condition.text}" never fires: ${because}`,
          'transitions',
        ),
      ),
      ...shadowed(workflow, node, live),
    ]
  })
}

function shadowed(workflow: Workflow, node: WorkflowNode, live: readonly Transition[]): Warning[] {
  return live.flatMap(({ condition }, index) => {
    if (condition.kind !== 'contains') return []
    const needle = condition.needle.toLowerCase()
    const earlier = live
      .slice(0, index)
      .find((other) => other.condition.kind === 'contains' && needle.includes(other.condition.needle.toLowerCase()))
    if (!earlier) return []
    const message = `"${condition.text}" never fires: "${earlier.condition.text}" before it is found in the same messages`
    return [warnAtNode(workflow, node, 'contains-shadowed', message, 'transitions')]
  })
}
