import type { WorkflowGraph } from '../wire'
import {
  type AgentDocument,
  globalIntentsOf,
  nodeName,
  nodesOf,
  nodeType,
  transitionsOf,
  workflowOf,
} from './agent-document'

/** A version's workflow as the map of a conversation draws it; null where the agent has none (a form, an assistant). Pure. */
export function conversationGraph(document: AgentDocument): WorkflowGraph | null {
  const nodes = nodesOf(document)
  const [first] = nodes
  if (!first) return null
  return {
    nodes: nodes.map((node) => ({ id: node.id, name: nodeName(node), type: nodeType(node) })),
    edges: nodes.flatMap((node) =>
      transitionsOf(node).flatMap(({ condition, target, priority }) =>
        target ? [{ from: node.id, to: target, condition: condition ?? '', priority: priority ?? 0 }] : [],
      ),
    ),
    initial_node: workflowOf(document)?.initial_node ?? first.id,
    global_intents: globalIntentsOf(document).flatMap(([id, { target_node }]) =>
      target_node ? [{ id, target: target_node }] : [],
    ),
  }
}
