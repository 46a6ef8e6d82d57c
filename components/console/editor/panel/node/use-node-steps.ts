import { workflowOf } from '@/lib/client/console/agent-document'
import type { Steps } from '@/lib/client/console/place-in-document'
import { useEditor } from '../../editor-context'

/** Where a node stands in the draft. */
export function useNodeSteps(nodeId: string): Steps {
  const { draft } = useEditor()
  const nodes = workflowOf(draft.document)?.nodes
  const index = Array.isArray(nodes) ? nodes.findIndex((node) => node?.id === nodeId) : -1
  return ['workflow', 'nodes', index]
}
