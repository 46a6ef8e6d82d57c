import { changeChatbot } from '@/lib/admin/chatbots/change-chatbot'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { changedChatbot, chatbotBody, chatbotPath } from './chatbot-schemas'
import { chatbotView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

/** Its next version, in force at once: conversations go on with it when they are opened again. */
export const changeChatbotRow = endpoint({
  method: 'PATCH',
  path: '/chatbot/{chatbot_id}',
  dialect: chatbotsDialect,
  summary: 'Change a chatbot',
  description: 'What is not named stays; null takes it away. `knowledge_bases` names all that are to be attached.',
  auth: bearer('api'),
  params: chatbotPath,
  body: changedChatbot,
  responses: { 200: chatbotBody },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, body }, services: ChatbotsServices) {
    const open = await requireChatbot(services.chatbots, principal, params.chatbot_id, 'change')
    const { knowledge_bases: knowledgeBases, ...words } = body
    const changed = await changeChatbot(services.chatbots, principal, open, { ...words, knowledgeBases })
    return reply(200, await chatbotView(services, changed))
  },
})
