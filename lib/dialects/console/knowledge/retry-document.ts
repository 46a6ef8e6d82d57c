import { retryDocument } from '@/lib/admin/knowledge/retry-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentParams, documentView, placeOf, viewOfDocument } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** A failed document is read again. */
export const retryDocumentRow = endpoint({
  method: 'POST',
  path: '/api/admin/knowledge/{base}/documents/{document_id}/retry',
  dialect: consoleDialect,
  summary: 'Read a failed document again',
  auth: hmacOrCookie('either', 'editor'),
  params: documentParams,
  query: tenantQuery,
  responses: { 200: documentView },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const wanted = { ...placeOf(principal, query, params), documentId: params.document_id }
    return reply(200, viewOfDocument(await retryDocument(knowledgeAdmin, scopeOf(principal), wanted)))
  },
})
