import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { ConversationPorts } from '../conversation-ports'
import { type ChatbotUse, ownConversation } from './own-conversation'

/** Throws NOT_FOUND where it is not the user's own. */
export async function renameChatbotConversation(
  ports: Pick<ConversationPorts, 'store'>,
  use: ChatbotUse,
  conversationId: string,
  title: string,
): Promise<Conversation> {
  const { id } = await ownConversation(ports, use, conversationId)
  await ports.store.setTitle(tenant(use.chatbot.tenantId), id, title)
  return ownConversation(ports, use, id)
}

/** With all that was said in it, for good; an answer that is on its way is cancelled. Throws NOT_FOUND. */
export async function deleteChatbotConversation(
  { store, running }: Pick<ConversationPorts, 'store' | 'running'>,
  use: ChatbotUse,
  conversationId: string,
): Promise<void> {
  const { id } = await ownConversation({ store }, use, conversationId)
  if (!(await store.deleteConversation(tenant(use.chatbot.tenantId), id)))
    throw new AppError('NOT_FOUND', 'Conversation not found')
  running.abort(id, 'cancelled')
}
