import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { chatbotBody, chatbotPath } from './chatbot-schemas'
import { chatbotView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

export const readChatbotRow = endpoint({
  method: 'GET',
  path: '/chatbot/{chatbot_id}',
  dialect: chatbotsDialect,
  summary: 'Get a chatbot',
  auth: bearer('api'),
  params: chatbotPath,
  responses: { 200: chatbotBody },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, services: ChatbotsServices) {
    const open = await requireChatbot(services.chatbots, principal, params.chatbot_id, 'use')
    return reply(200, await chatbotView(services, open))
  },
})
