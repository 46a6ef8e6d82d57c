import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { message } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { findMessage } from './message-find'
import { messageView } from './message-view'
import { viewOf } from './session-view'

/** Contract 5, Get Message. */
export const readChatMessage = endpoint({
  method: 'GET',
  path: '/api/chats/messages/{message_id}/',
  dialect: chatsDialect,
  summary: 'Get a message',
  auth: visitor(),
  params: z.object({ message_id: z.string() }),
  responses: { 200: message },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ChatsServices & HttpServices) {
    const { shown, conversation } = await findMessage(params.message_id, { request, principal }, services)
    return reply(200, messageView(shown, viewOf(conversation, services.clock.now())))
  },
})
