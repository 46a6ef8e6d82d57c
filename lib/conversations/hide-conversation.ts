import type { Conversation } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { openConversationFor } from './open-conversation-for'

type Ports = Pick<ConversationPorts, 'store' | 'clock'>

/** Takes it off the visitor's lists; nothing is deleted. Throws NOT_FOUND where the visitor may not see it. */
export async function hideConversation({ store, clock }: Ports, viewer: Viewer, conversationId: string): Promise<void> {
  const conversation = await openConversationFor({ store }, viewer, conversationId)
  await store.hideConversation(tenant(viewer.tenantId), conversation.id, clock.now())
}

/** Undoes it; does nothing to one that is on the lists. Throws NOT_FOUND. */
export async function restoreConversation(
  { store }: Pick<ConversationPorts, 'store'>,
  viewer: Viewer,
  conversationId: string,
): Promise<Conversation> {
  const conversation = await openConversationFor({ store }, viewer, conversationId, { evenHidden: true })
  await store.hideConversation(tenant(viewer.tenantId), conversation.id, null)
  return { ...conversation, hiddenAt: null }
}
