import { z } from 'zod'
import { listedAccesses, visitorDialects } from '@/lib/conversations/may-see'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { pageOf, thread } from './thread-schemas'
import { threadView } from './thread-view'
import type { ThreadsServices } from './threads-services'

const listed = z
  .object({ threads: z.array(thread), total: z.int(), limit: z.int(), offset: z.int() })
  .meta({ id: 'ThreadList' })

/** Contract 3, List All Threads: newest activity first; in guarded exposure the caller's own. */
export const listThreads = endpoint({
  method: 'GET',
  path: '/threads',
  dialect: threadsDialect,
  summary: 'List threads',
  auth: visitor(),
  query: pageOf(100, 20),
  responses: { 200: listed },
  errors: [],
  async handler({ principal, reply, query }, { conversations, clock }: ThreadsServices & HttpServices) {
    const { viewer } = principal
    const access = listedAccesses(viewer)
    if (access.length === 0) return reply(200, { threads: [], total: 0, ...query })
    const filter = { dialects: visitorDialects, access, now: clock.now() }
    const found = await conversations.store.listConversations(tenant(viewer.tenantId), filter, query)
    return reply(200, { threads: found.conversations.map(threadView), total: found.total ?? 0, ...query })
  },
})
