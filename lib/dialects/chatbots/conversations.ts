// A user's own conversations with a chatbot.
import { z } from 'zod'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { deleteChatbotConversation, renameChatbotConversation } from '@/lib/conversations/chatbots/change-conversation'
import { listChatbotConversations } from '@/lib/conversations/chatbots/list-conversations'
import { readExchange } from '@/lib/conversations/chatbots/read-exchange'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { text } from '@/lib/http/text-schema'
import { chatbotPath, conversationBody, conversationPath, messageBody, pageOf } from './chatbot-schemas'
import { conversationView, messageViews } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

const common = { dialect: chatbotsDialect, auth: bearer('api') }

// `<time>_<id>` of the last row of the page before.
const cursor = z
  .string()
  .regex(/^\d{1,15}_[\da-f-]{36}$/, { error: 'Not a cursor of this list' })
  .transform((place) => ({ updatedAt: Number(place.split('_')[0]), id: place.split('_')[1] ?? '' }))
  .pipe(z.object({ updatedAt: z.int(), id: z.guid() }))

export const listChatbotConversationsRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/conversations',
  summary: 'List the caller’s conversations with a chatbot',
  description: 'Newest activity first.',
  params: chatbotPath,
  query: z.object({
    before: cursor.optional().meta({ description: '`next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(100).default(40),
  }),
  responses: { 200: z.object({ conversations: z.array(conversationBody), next: z.string().nullable() }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { chatbots, conversations }: ChatbotsServices) {
    const use = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    const { before, limit } = query
    const wanted = { limit: limit + 1, ...(before ? { before } : {}) }
    const found = await listChatbotConversations(conversations, use, wanted)
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const next = last && found.length > limit ? `${last.updatedAt}_${last.id}` : null
    return reply(200, { conversations: page.map(conversationView), next })
  },
})

export const listChatbotMessagesRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/conversations/{conversation_id}/messages',
  summary: 'List the messages of a conversation with a chatbot',
  description: 'Oldest first. What a chatbot said in several parts is one message.',
  params: conversationPath,
  query: pageOf(200, 50),
  responses: { 200: z.object({ messages: z.array(messageBody), total: z.int() }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { chatbots, conversations }: ChatbotsServices) {
    const use = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    const { messages, total } = await readExchange(conversations, use, params.conversation_id, query)
    return reply(200, { messages: messageViews(messages), total })
  },
})

export const renameChatbotConversationRow = endpoint({
  ...common,
  method: 'PATCH',
  path: '/chatbot/{chatbot_id}/conversations/{conversation_id}',
  summary: 'Rename a conversation with a chatbot',
  params: conversationPath,
  body: z.object({ title: z.string().trim().pipe(text(1, 200)) }),
  responses: { 200: conversationBody },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, body }, { chatbots, conversations }: ChatbotsServices) {
    const use = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    const renamed = await renameChatbotConversation(conversations, use, params.conversation_id, body.title)
    return reply(200, conversationView(renamed))
  },
})

export const deleteChatbotConversationRow = endpoint({
  ...common,
  method: 'DELETE',
  path: '/chatbot/{chatbot_id}/conversations/{conversation_id}',
  summary: 'Delete a conversation with a chatbot',
  description: 'With all that was said in it, for good. A session in it ends.',
  params: conversationPath,
  responses: { 204: null },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots, conversations }: ChatbotsServices) {
    const use = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    await deleteChatbotConversation(conversations, use, params.conversation_id)
    return reply(204)
  },
})
