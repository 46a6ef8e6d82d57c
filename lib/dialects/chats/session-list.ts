import { z } from 'zod'
import { listedAccesses, visitorDialects } from '@/lib/conversations/may-see'
import type { ConversationFilter } from '@/lib/domain/conversation-store'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { page, session } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { sessionView } from './session-view'

const yesNo = z
  .enum(['true', 'false', 'True', 'False', '1', '0'], { error: 'Must be true or false.' })
  .transform((text) => ['true', 'True', '1'].includes(text))

/** Contract 5, List Sessions: newest activity first; in guarded exposure the caller's own, and `search` whole ids only. */
export const listChatSessions = endpoint({
  method: 'GET',
  path: '/api/chats/sessions/',
  dialect: chatsDialect,
  summary: 'List sessions',
  auth: visitor(),
  query: z.object({
    ...page,
    is_active: yesNo.optional(),
    external_user_id: z.string().optional(),
    search: z.string().optional().meta({ description: 'Part of a session_id or an external_user_id' }),
  }),
  responses: { 200: z.array(session) },
  errors: [],
  async handler({ principal, reply, query }, { conversations, clock }: ChatsServices & HttpServices) {
    const { viewer } = principal
    const access = listedAccesses(viewer)
    if (access.length === 0) return reply(200, [], { 'x-total-count': '0' })
    const now = clock.now()
    const filter: ConversationFilter = {
      ...{ dialects: visitorDialects, access, now },
      ...(query.is_active === undefined ? {} : { isActive: query.is_active }),
      ...(query.external_user_id ? { externalUserId: query.external_user_id } : {}),
      ...(query.search ? { search: query.search, searchExact: viewer.exposure === 'guarded' } : {}),
    }
    const { offset, limit } = query
    const found = await conversations.store.listConversations(tenant(viewer.tenantId), filter, { offset, limit })
    const shown = found.conversations.map((conversation) => sessionView(conversation, now))
    return reply(200, shown, { 'x-total-count': String(found.total ?? shown.length) })
  },
})
