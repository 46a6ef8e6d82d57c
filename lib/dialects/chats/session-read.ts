import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { session } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { findSession } from './session-find'
import { viewOf } from './session-view'

/** Contract 5, Read Session: by its UUID or its `session_id`. */
export const readChatSession = endpoint({
  method: 'GET',
  path: '/api/chats/sessions/{session_id}/',
  dialect: chatsDialect,
  summary: 'Get a session',
  auth: visitor(),
  params: z.object({ session_id: z.string() }),
  responses: { 200: session },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ChatsServices & HttpServices) {
    const found = await findSession(params.session_id, { request, principal }, services)
    return reply(200, viewOf(found, services.clock.now()))
  },
})
