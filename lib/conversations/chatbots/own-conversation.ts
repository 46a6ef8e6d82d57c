import type { Chatbot, Subject } from '@/lib/domain/chatbot'
import type { Access, Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { ConversationPorts } from '../conversation-ports'

/** Whose conversations with which chatbot: a member's own, whatever the member may do with the chatbot. */
export type ChatbotUse = { chatbot: Pick<Chatbot, 'tenantId' | 'agentId'>; subject: Subject }

export function accessOf(subject: Subject): Access {
  return `user:${subject}`
}

/** Throws NOT_FOUND where the user has no such conversation with this chatbot. */
export async function ownConversation(
  { store }: Pick<ConversationPorts, 'store'>,
  { chatbot, subject }: ChatbotUse,
  conversationId: string,
): Promise<Conversation> {
  const found = await store.getConversation(tenant(chatbot.tenantId), { id: conversationId })
  const isOwn = found?.dialect === 'chatbots' && found.agentId === chatbot.agentId && found.access === accessOf(subject)
  if (!found || !isOwn || found.hiddenAt !== null) throw new AppError('NOT_FOUND', 'Conversation not found')
  return found
}
