import type { AgentConfig } from './agent-config'

/** True where the configuration answers from a knowledge base, in one of its nodes or by its own settings. */
export function usesRag({ workflow }: AgentConfig): boolean {
  const inNode = workflow.nodes.some((node) => node.type === 'standard' && node.rag && (node.rag.enabled ?? true))
  return inNode || workflow.rag?.enabled === true
}
