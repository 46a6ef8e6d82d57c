import type { CollectNode, Workflow } from '@/lib/domain/workflow'
import { lintFields } from './lint-fields'
import { type Capabilities, hasModel } from './lint-needs'
import { type Warning, warnAtNode } from './warning'

/** The collect nodes of a workflow: their fields, and outcomes that no transition takes. */
export function lintCollect(workflow: Workflow, capabilities: Capabilities): Warning[] {
  return [...workflow.nodes.values()].flatMap((node) => {
    if (node.type !== 'collect') return []
    const fields = lintFields(node.fields, hasModel(workflow, capabilities))
    return [
      ...fields.map(({ index, code, key, message }) => warnAtNode(workflow, node, code, message, 'fields', index, key)),
      ...(isStuck(node) ? [warnAtNode(workflow, node, 'outcome-unhandled', stuck, 'transitions')] : []),
    ]
  })
}

const stuck = 'a field can end the form here, and no transition takes form_used_up'

function isStuck(node: CollectNode): boolean {
  if (!node.fields.some((field) => field.whenUsedUp.kind === 'end')) return false
  return !node.transitions.some(
    ({ condition }) => condition.kind === 'always' || (condition.kind === 'form' && condition.outcome === 'used-up'),
  )
}
