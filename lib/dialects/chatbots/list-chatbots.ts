import { z } from 'zod'
import { listChatbots } from '@/lib/admin/chatbots/read-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { chatbotBody } from './chatbot-schemas'
import { chatbotView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

/** The caller's own, those shared with them, and for a tenant's editors everybody's. */
export const listChatbotsRow = endpoint({
  method: 'GET',
  path: '/chatbot',
  dialect: chatbotsDialect,
  summary: 'List chatbots',
  auth: bearer('api'),
  responses: { 200: z.object({ chatbots: z.array(chatbotBody) }) },
  errors: [],
  async handler({ reply, principal }, services: ChatbotsServices) {
    const found = await listChatbots(services.chatbots, principal)
    return reply(200, { chatbots: await Promise.all(found.map((open) => chatbotView(services, open))) })
  },
})
