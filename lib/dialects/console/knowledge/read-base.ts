import { requireBase } from '@/lib/admin/knowledge/require-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { baseParams, baseView, placeOf, viewOfBase } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** One base and how it is searched. */
export const readBaseRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge/{base}',
  dialect: consoleDialect,
  summary: 'Get a knowledge base',
  auth: hmacOrCookie('either', 'analyst'),
  params: baseParams,
  query: tenantQuery,
  responses: { 200: baseView },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const base = await requireBase(knowledgeAdmin, scopeOf(principal), placeOf(principal, query, params))
    return reply(200, viewOfBase(base))
  },
})
