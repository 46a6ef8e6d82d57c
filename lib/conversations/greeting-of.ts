import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { fillTemplate } from '@/lib/engine/template'

/**
 * How an agent greets, as far as that is written down: the fixed words of its opening, up to where a model would go on or
 * the visitor is waited for. Null where it begins with none. Pure.
 */
export function greetingOf(workflow: Workflow): string | null {
  const said: string[] = []
  const passed = new Set<WorkflowNode>()
  let node = workflow.nodes.get(workflow.initialNode)
  while (node?.type === 'standard' && !passed.has(node)) {
    passed.add(node)
    if (node.proactive && node.says.kind === 'prompt') break
    if (node.proactive && node.says.kind === 'text') said.push(fillTemplate(node.says.text, {}))
    const onward = node.transitions.find(({ condition }) => ['always', 'skip-response'].includes(condition.kind))
    node = onward && workflow.nodes.get(onward.target)
  }
  if (node?.type === 'assist' && workflow.ownWords.greeting) said.push(fillTemplate(workflow.ownWords.greeting, {}))
  return said.filter(Boolean).join(' ') || null
}
