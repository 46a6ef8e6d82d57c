import { z } from 'zod'
import { addNote } from '@/lib/conversations/add-note'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { filled, jsonObject, message, roles } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { findSession, requireActive } from './session-find'
import { viewOf } from './session-view'

const maxCharacters = 10_000

/**
 * Contract 5, Create Message: stores it as sent, without an answer. Whatever its role, a client's message is neither
 * the agent's own words nor its author's.
 */
export const createChatMessage = endpoint({
  method: 'POST',
  path: '/api/chats/messages/',
  dialect: chatsDialect,
  summary: 'Store a message',
  description: 'Nothing answers it: use `/api/chats/messages/chat/` to talk.',
  auth: visitor(),
  body: z.object({
    session_id: filled(200),
    message: filled(maxCharacters),
    role: roles,
    metadata: jsonObject.nullish(),
  }),
  responses: { 201: message },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, body }, services: ChatsServices & HttpServices) {
    const found = await findSession(body.session_id, { request, principal }, services)
    requireActive(found, services.clock.now())
    const { role, message: content, metadata } = body
    const note = { ref: { id: found.id }, role, content, metadata: metadata ?? {} }
    const { id, createdAt } = await addNote(services.conversations, tenant(principal.tenantId), note)
    const session = viewOf(found, services.clock.now())
    const timestamp = new Date(createdAt).toISOString()
    return reply(201, { id, session, message: content, role, metadata: note.metadata, timestamp })
  },
})
