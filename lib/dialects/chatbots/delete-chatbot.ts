import { removeChatbot } from '@/lib/admin/chatbots/remove-chatbot'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { chatbotPath } from './chatbot-schemas'
import type { ChatbotsServices } from './chatbots-services'

export const deleteChatbotRow = endpoint({
  method: 'DELETE',
  path: '/chatbot/{chatbot_id}',
  dialect: chatbotsDialect,
  summary: 'Remove a chatbot',
  description: 'With its own documents. Its sessions end.',
  auth: bearer('api'),
  params: chatbotPath,
  responses: { 204: null },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'all')
    await removeChatbot(chatbots, chatbot)
    return reply(204)
  },
})
