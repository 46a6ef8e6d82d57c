import { createChatbot } from '@/lib/admin/chatbots/create-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { chatbotBody, newChatbot } from './chatbot-schemas'
import { chatbotView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

/** Whoever has a token may make chatbots, and owns them. */
export const createChatbotRow = endpoint({
  method: 'POST',
  path: '/chatbot',
  dialect: chatbotsDialect,
  summary: 'Create a chatbot',
  description: 'At most 50 an owner. Knowledge bases are attached by people who edit the tenant’s agents.',
  auth: bearer('api'),
  body: newChatbot,
  responses: { 201: chatbotBody },
  errors: ['CONFLICT'],
  async handler({ reply, principal, body }, services: ChatbotsServices) {
    const { slug = null, knowledge_bases: knowledgeBases = [], ...words } = body
    const made = await createChatbot(services.chatbots, principal, {
      ...{ name: words.name, description: words.description ?? null, prompt: words.prompt ?? null },
      ...{ greeting: words.greeting ?? null, slug, knowledgeBases },
    })
    return reply(201, await chatbotView(services, made))
  },
})
