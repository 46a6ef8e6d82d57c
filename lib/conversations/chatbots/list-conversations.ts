import type { ConversationPage, ConversationSummary } from '@/lib/domain/conversation-store'
import { tenant } from '@/lib/domain/scope'
import type { ConversationPorts } from '../conversation-ports'
import { accessOf, type ChatbotUse } from './own-conversation'

const dialects = ['chatbots'] as const

/** The user's own with this chatbot in which something was said, newest activity first. */
export async function listChatbotConversations(
  { store, clock }: Pick<ConversationPorts, 'store' | 'clock'>,
  { chatbot, subject }: ChatbotUse,
  page: ConversationPage,
): Promise<ConversationSummary[]> {
  const { tenantId, agentId } = chatbot
  const filter = { dialects, access: [accessOf(subject)], agentId, heardOnly: true, now: clock.now() }
  return (await store.listConversations(tenant(tenantId), filter, page)).conversations
}
