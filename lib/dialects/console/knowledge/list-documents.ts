import { z } from 'zod'
import { requireBase } from '@/lib/admin/knowledge/require-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { baseParams, documentView, placeOf, viewOfDocument } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** The documents of a base and how far they are. */
export const listDocumentsRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge/{base}/documents',
  dialect: consoleDialect,
  summary: 'List the documents of a knowledge base',
  auth: hmacOrCookie('either', 'analyst'),
  params: baseParams,
  query: tenantQuery,
  responses: { 200: z.object({ documents: z.array(documentView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const scope = scopeOf(principal)
    const { id } = await requireBase(knowledgeAdmin, scope, placeOf(principal, query, params))
    const documents = await knowledgeAdmin.store.knowledge.listDocuments(scope, id)
    return reply(200, { documents: documents.map(viewOfDocument) })
  },
})
