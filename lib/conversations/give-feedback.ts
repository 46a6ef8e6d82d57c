import type { Feedback } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { openConversationFor } from './open-conversation-for'

export type FeedbackRequest = {
  conversationId: string
  messageId: string
  /** Null: taken back. */
  value: Feedback | null
  comment: string | null
}

/** What a visitor thinks of an answer. Throws NOT_FOUND where the visitor sees no such message. */
export async function giveFeedback(
  { store }: Pick<ConversationPorts, 'store'>,
  viewer: Viewer,
  { conversationId, messageId, value, comment }: FeedbackRequest,
): Promise<void> {
  const { id } = await openConversationFor({ store }, viewer, conversationId)
  if (!(await store.setFeedback(tenant(viewer.tenantId), id, messageId, value, comment)))
    throw new AppError('NOT_FOUND', 'Message not found')
}
