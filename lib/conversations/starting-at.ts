import { AppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'

/** The workflow as it opens at another node. Throws BAD_REQUEST where it has none of this name. */
export function startingAt(workflow: Workflow, nodeId: string | undefined): Workflow {
  if (nodeId === undefined) return workflow
  if (!workflow.nodes.has(nodeId)) throw new AppError('BAD_REQUEST', `start_node: there is no node "${nodeId}"`)
  return { ...workflow, initialNode: nodeId }
}
