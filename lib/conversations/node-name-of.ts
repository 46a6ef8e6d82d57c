import type { Conversation } from '@/lib/domain/conversation'
import type { ConversationPorts } from './conversation-ports'
import { workflowOf } from './workflow-of'

/** The name of the node where a conversation stands; null where its workflow no longer has it. */
export async function nodeNameOf(
  ports: Pick<ConversationPorts, 'workflows'>,
  conversation: Conversation,
): Promise<string | null> {
  const workflow = await workflowOf(ports, conversation)
  return workflow.nodes.get(conversation.state.nodeId)?.name ?? null
}
