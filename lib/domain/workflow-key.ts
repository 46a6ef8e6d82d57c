/** `ConversationState.workflow` for one version of an agent. */
export function workflowKey(agentId: string, version: number): string {
  return `${agentId}@${version}`
}

export function parseWorkflowKey(key: string): { agentId: string; version: number } {
  const cut = key.lastIndexOf('@')
  return { agentId: key.slice(0, cut), version: Number(key.slice(cut + 1)) }
}
