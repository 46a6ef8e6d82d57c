import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { openConversationFor } from './open-conversation-for'

/** From then on the message is in no list, search or prompt. Throws NOT_FOUND where the visitor sees no such message. */
export async function hideMessage(
  { store, clock }: Pick<ConversationPorts, 'store' | 'clock'>,
  viewer: Viewer,
  place: { conversationId: string; messageId: string },
): Promise<void> {
  const { id } = await openConversationFor({ store }, viewer, place.conversationId)
  if (!(await store.hideMessage(tenant(viewer.tenantId), id, place.messageId, clock.now())))
    throw new AppError('NOT_FOUND', 'Message not found')
}
