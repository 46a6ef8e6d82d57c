import { requireBase } from '@/lib/admin/knowledge/require-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { baseParams, placeOf } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** A base goes with its documents. */
export const deleteBaseRow = endpoint({
  method: 'DELETE',
  path: '/api/admin/knowledge/{base}',
  dialect: consoleDialect,
  summary: 'Delete a knowledge base with its documents',
  auth: hmacOrCookie('either', 'editor'),
  params: baseParams,
  query: tenantQuery,
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const scope = scopeOf(principal)
    const { id } = await requireBase(knowledgeAdmin, scope, placeOf(principal, query, params))
    await knowledgeAdmin.store.knowledge.deleteBase(scope, id)
    return reply(204)
  },
})
