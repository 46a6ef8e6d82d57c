import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { findSession } from './session-find'

/** Contract 5, Delete Session: with all its messages, for good. A turn that runs in it is cancelled. */
export const deleteChatSession = endpoint({
  method: 'DELETE',
  path: '/api/chats/sessions/{session_id}/',
  dialect: chatsDialect,
  summary: 'Delete a session and its messages',
  auth: visitor(),
  params: z.object({ session_id: z.string() }),
  responses: { 204: null },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ChatsServices & HttpServices) {
    const { id } = await findSession(params.session_id, { request, principal }, services)
    const { store, running } = services.conversations
    if (!(await store.deleteConversation(tenant(principal.tenantId), id)))
      throw new AppError('NOT_FOUND', 'Session not found')
    running.abort(id, 'cancelled')
    return reply(204)
  },
})
