import { requireDocument } from '@/lib/admin/knowledge/require-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentParams, placeOf } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** A document goes with its original and passages; no later search finds it. */
export const deleteDocumentRow = endpoint({
  method: 'DELETE',
  path: '/api/admin/knowledge/{base}/documents/{document_id}',
  dialect: consoleDialect,
  summary: 'Delete a document',
  auth: hmacOrCookie('either', 'editor'),
  params: documentParams,
  query: tenantQuery,
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const scope = scopeOf(principal)
    const wanted = { ...placeOf(principal, query, params), documentId: params.document_id }
    const { id } = await requireDocument(knowledgeAdmin, scope, wanted)
    await knowledgeAdmin.store.knowledge.deleteDocument(scope, id)
    return reply(204)
  },
})
