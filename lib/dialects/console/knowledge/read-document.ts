import { requireDocument } from '@/lib/admin/knowledge/require-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentParams, documentView, placeOf, viewOfDocument } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** One document and how far it is. */
export const readDocumentRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge/{base}/documents/{document_id}',
  dialect: consoleDialect,
  summary: 'Get a document',
  auth: hmacOrCookie('either', 'analyst'),
  params: documentParams,
  query: tenantQuery,
  responses: { 200: documentView },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const wanted = { ...placeOf(principal, query, params), documentId: params.document_id }
    return reply(200, viewOfDocument(await requireDocument(knowledgeAdmin, scopeOf(principal), wanted)))
  },
})
