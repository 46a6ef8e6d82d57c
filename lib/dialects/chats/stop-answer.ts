import { z } from 'zod'
import { stopTurn } from '@/lib/conversations/stop-turn'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { findMessage } from './message-find'

/** Our addition to contract 5: ends a running answer, and keeps what was said. Its stream ends as a whole one does. */
export const stopChatAnswer = endpoint({
  method: 'POST',
  path: '/api/chats/messages/{message_id}/stop/',
  dialect: chatsDialect,
  summary: 'Stop an answer',
  description: 'By the `message_id` that its first event carries. What was said is kept.',
  auth: visitor(),
  params: z.object({ message_id: z.string() }),
  responses: { 200: z.object({ stopped: z.boolean().meta({ description: 'False: it was over already' }) }) },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ChatsServices & HttpServices) {
    const { shown, conversation } = await findMessage(params.message_id, { request, principal }, services)
    const turn = { conversationId: conversation.id, turnId: shown.turnId }
    return reply(200, { stopped: await stopTurn(services.conversations, tenant(principal.tenantId), turn) })
  },
})
