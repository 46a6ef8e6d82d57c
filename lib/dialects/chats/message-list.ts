import { z } from 'zod'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { filled, message, page, roles } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { loadShown, messageView, type Shown } from './message-view'
import { findSession } from './session-find'
import { viewOf } from './session-view'

const query = z.object({
  ...page,
  session_id: filled(200),
  role: roles.optional(),
  search: z.string().optional().meta({ description: 'Part of the text' }),
})

/** Contract 5, List Messages: oldest first. */
export const listChatMessages = endpoint({
  method: 'GET',
  path: '/api/chats/messages/',
  dialect: chatsDialect,
  summary: 'List the messages of a session',
  auth: visitor(),
  query,
  responses: { 200: z.array(message) },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, query: asked }, services: ChatsServices & HttpServices) {
    const found = await findSession(asked.session_id, { request, principal }, services)
    const all = await loadShown(services.conversations.store, tenant(principal.tenantId), found.id)
    const wanted = all.filter((shown) => fits(shown, asked))
    const session = viewOf(found, services.clock.now())
    const shown = wanted.slice(asked.offset, asked.offset + asked.limit).map((one) => messageView(one, session))
    return reply(200, shown, { 'x-total-count': String(wanted.length) })
  },
})

function fits(shown: Shown, { role, search }: z.output<typeof query>): boolean {
  if (role !== undefined && shown.role !== role) return false
  return search === undefined || shown.content.toLowerCase().includes(search.toLowerCase())
}
