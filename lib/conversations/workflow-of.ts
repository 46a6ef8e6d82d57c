import type { Conversation } from '@/lib/domain/conversation'
import type { Workflow } from '@/lib/domain/workflow'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import type { ConversationPorts } from './conversation-ports'

/** The workflow that a conversation is pinned to. */
export async function workflowOf(
  ports: Pick<ConversationPorts, 'workflows'>,
  { tenantId, state }: Pick<Conversation, 'tenantId' | 'state'>,
): Promise<Workflow> {
  const { agentId, version } = parseWorkflowKey(state.workflow)
  return (await ports.workflows.find(tenantId, agentId, version)).workflow
}
