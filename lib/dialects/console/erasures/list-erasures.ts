import { z } from 'zod'
import { requireTenant } from '@/lib/admin/checked-ids'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { nextOf, pageOf, pageQuery } from '@/lib/dialects/console/forms/newest-page'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { receiptBody, receiptView } from './erasure-schemas'

/** The receipts of what was erased. */
export const listErasuresRow = endpoint({
  method: 'GET',
  path: '/api/admin/erasures',
  dialect: consoleDialect,
  summary: 'List erasures',
  description: 'Their receipts, newest first.',
  auth: hmacOrCookie('either', 'owner'),
  query: tenantQuery.extend(pageQuery.shape),
  responses: { 200: z.object({ erasures: z.array(receiptView), next: z.string().nullable() }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin: { store } }: ConversationServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    await requireTenant(store.access, scope, tenantId)
    const { limit, ...page } = pageOf(query)
    const found = await store.insight.listErasures(scope, { tenantId, ...page, limit: limit + 1 })
    const erasures = found.slice(0, limit)
    const last = found.length > limit ? erasures.at(-1) : undefined
    return reply(200, {
      erasures: erasures.map(receiptBody),
      next: nextOf(last ? { createdAt: last.at, id: last.id } : null),
    })
  },
})
