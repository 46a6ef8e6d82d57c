import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { placeIn } from '@/lib/http/last-event-id'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { findMessage } from './message-find'
import { answerStream } from './stream-answer'

/** An answer from its start, or from where its reader has left it; by the answer's id or by that of the visitor's message. */
export const reattachChatStream = endpoint({
  method: 'GET',
  path: '/api/chats/messages/{response_id}/stream/',
  dialect: chatsDialect,
  summary: 'Follow an answer again',
  description: 'With `Last-Event-ID`, only what came after it. While the answer is being made, ask by `message_id`.',
  auth: visitor(),
  params: z.object({ response_id: z.string() }),
  headers: z.object({ 'last-event-id': z.string().optional() }),
  responses: { 200: z.string().meta({ description: 'text/event-stream' }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, params, headers }, services: ChatsServices & HttpServices) {
    const { shown, conversation } = await findMessage(params.response_id, { request, principal }, services)
    const place = { conversationId: conversation.id, turnId: shown.turnId }
    return answerStream({ request, principal, place, from: placeIn(headers['last-event-id']) }, services)
  },
})
