import { z } from 'zod'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { findMessage } from './message-find'

/** Contract 5, Delete Message: it is in no list, search or prompt any more. */
export const deleteChatMessage = endpoint({
  method: 'DELETE',
  path: '/api/chats/messages/{message_id}/',
  dialect: chatsDialect,
  summary: 'Delete a message',
  auth: visitor(),
  params: z.object({ message_id: z.string() }),
  responses: { 204: null },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ChatsServices & HttpServices) {
    const { shown, conversation } = await findMessage(params.message_id, { request, principal }, services)
    const { store } = services.conversations
    const now = services.clock.now()
    for (const id of shown.partIds) await store.hideMessage(tenant(principal.tenantId), conversation.id, id, now)
    return reply(204)
  },
})
