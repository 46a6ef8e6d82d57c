import type { Message } from '@/lib/domain/conversation'
import { type Scope, tenant } from '@/lib/domain/scope'
import type { ConversationPorts } from '../conversation-ports'
import { type ChatbotUse, ownConversation } from './own-conversation'

type Ports = Pick<ConversationPorts, 'store'>

/** The user's own messages and the answers, oldest first, from one of them on. Throws NOT_FOUND. */
export async function readExchange(
  ports: Ports,
  use: ChatbotUse,
  conversationId: string,
  page: { offset: number; limit: number },
): Promise<{ messages: Message[]; total: number }> {
  const { id } = await ownConversation(ports, use, conversationId)
  return ports.store.searchMessages(tenant(use.chatbot.tenantId), id, page)
}

/** The newest messages of a conversation, oldest first. */
export async function lastMessages(
  { store }: Ports,
  scope: Scope,
  conversationId: string,
  limit: number,
): Promise<Message[]> {
  const { total } = await store.searchMessages(scope, conversationId, { offset: 0, limit: 1 })
  if (total === 0) return []
  const page = { offset: Math.max(0, total - limit), limit }
  return (await store.searchMessages(scope, conversationId, page)).messages
}
