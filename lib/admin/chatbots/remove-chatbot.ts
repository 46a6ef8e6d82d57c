import type { Chatbot } from '@/lib/domain/chatbot'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotPorts } from './chatbot-ports'
import { chatbotNotFound } from './require-chatbot'

/** For good, with its own documents; its sessions end, what was said in it stays in the log. Throws NOT_FOUND. */
export async function removeChatbot(
  { store, clock }: Pick<ChatbotPorts, 'store' | 'clock'>,
  { tenantId, agentId, baseId }: Chatbot,
): Promise<void> {
  const scope = tenant(tenantId)
  if (!(await store.chatbots.removeChatbot(scope, tenantId, agentId, clock.now()))) throw chatbotNotFound()
  await store.knowledge.deleteBase(scope, baseId)
}
