import type { Conversation } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { openConversationFor } from './open-conversation-for'

/** Throws NOT_FOUND where the visitor may not see it. */
export async function renameConversation(
  ports: Pick<ConversationPorts, 'store'>,
  viewer: Viewer,
  conversationId: string,
  title: string,
): Promise<Conversation> {
  const conversation = await openConversationFor(ports, viewer, conversationId)
  await ports.store.setTitle(tenant(viewer.tenantId), conversation.id, title)
  return { ...conversation, title }
}
