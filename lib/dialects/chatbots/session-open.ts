import { z } from 'zod'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { openChatbotSession, type WantedConversation } from '@/lib/conversations/chatbots/open-session'
import { lastMessages } from '@/lib/conversations/chatbots/read-exchange'
import { greetingOf } from '@/lib/conversations/greeting-of'
import { tenant } from '@/lib/domain/scope'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { chatbotPath, messageBody } from './chatbot-schemas'
import { messageViews } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'
import { countUse } from './count-use'
import { sessionPorts } from './session-ports'

const mostMessages = 50
/** An answer of several parts is stored as several messages. */
const mostStored = mostMessages * 4

const wantedBody = z
  .object({
    conversation_id: z
      .guid()
      .nullish()
      .meta({ description: 'One of the caller’s own; the latest where it is left out' }),
    new_conversation: z.boolean().nullish(),
  })
  .refine((body) => !(body.conversation_id && body.new_conversation), {
    error: 'Name a conversation or ask for a new one, not both',
    path: ['new_conversation'],
  })
  .nullish()

/** Contract 4, Create Chat Session. */
export const openSessionRow = endpoint({
  method: 'POST',
  path: '/chatbot/{chatbot_id}/session',
  dialect: chatbotsDialect,
  summary: 'Begin a chat session',
  description:
    'One is open for each user and chatbot: this one takes the place of the one before. Then connect to /ws/chat/{session_id}.',
  auth: bearer('api'),
  params: chatbotPath,
  body: wantedBody,
  responses: {
    200: z.object({
      session_id: z.guid(),
      conversation_id: z.guid(),
      chatbot_id: z.guid(),
      chatbot_name: z.string(),
      previous_messages: z.array(messageBody).meta({ description: 'The last 50, oldest first' }),
      greeting: z.string().optional(),
    }),
  },
  errors: ['NOT_FOUND', 'CONFLICT', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params, body }, services: ChatbotsServices & HttpServices) {
    const { chatbot, subject } = await requireChatbot(services.chatbots, principal, params.chatbot_id, 'use')
    countUse({ request, principal, what: 'session' }, services)
    const opened = await openChatbotSession(sessionPorts(services), { chatbot, subject }, wantedOf(body))
    const { session, conversation } = opened
    const scope = tenant(chatbot.tenantId)
    const [stored, { workflow }] = await Promise.all([
      lastMessages(services.conversations, scope, conversation.id, mostStored),
      services.conversations.workflows.find(chatbot.tenantId, chatbot.agentId),
    ])
    const greeting = greetingOf(workflow)
    return reply(200, {
      ...{ session_id: session.id, conversation_id: conversation.id },
      ...{ chatbot_id: chatbot.agentId, chatbot_name: chatbot.name },
      previous_messages: messageViews(stored).slice(-mostMessages),
      ...(greeting === null ? {} : { greeting }),
    })
  },
})

function wantedOf(body: z.output<typeof wantedBody>): WantedConversation {
  if (body?.conversation_id) return { conversationId: body.conversation_id }
  return body?.new_conversation ? 'new' : 'latest'
}
