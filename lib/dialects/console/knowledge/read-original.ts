import { documentNotFound, requireDocument } from '@/lib/admin/knowledge/require-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentParams, placeOf } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** The file as it was uploaded. */
export const readOriginalRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge/{base}/documents/{document_id}/original',
  dialect: consoleDialect,
  summary: 'Download the original of a document',
  description: 'Always as an attachment of bytes: a browser never shows it as a page of this server.',
  auth: hmacOrCookie('either', 'analyst'),
  params: documentParams,
  query: tenantQuery,
  responses: { 200: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const scope = scopeOf(principal)
    const wanted = { ...placeOf(principal, query, params), documentId: params.document_id }
    const { id, fileName } = await requireDocument(knowledgeAdmin, scope, wanted)
    const original = await knowledgeAdmin.store.knowledge.getOriginal(scope, id)
    if (!original) throw documentNotFound()
    return new Response(new Uint8Array(original), { headers: downloadHeaders(fileName, original.byteLength) })
  },
})

function downloadHeaders(fileName: string, size: number): Record<string, string> {
  const plain = fileName.replace(/[^\w. -]/g, '_')
  // What encodeURIComponent leaves alone and the header does not take.
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-length': String(size),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
