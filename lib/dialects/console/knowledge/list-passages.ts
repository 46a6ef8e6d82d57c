import { z } from 'zod'
import { requireDocument } from '@/lib/admin/knowledge/require-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentParams, placeOf } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

const passageView = z.object({
  position: z.int().meta({ description: 'From 0, in the order of the document' }),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  text: z.string(),
})

/** What was read of a document, as search finds it. */
export const listPassagesRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge/{base}/documents/{document_id}/passages',
  dialect: consoleDialect,
  summary: 'List the passages of a document',
  auth: hmacOrCookie('either', 'analyst'),
  params: documentParams,
  query: tenantQuery.extend({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  responses: { 200: z.object({ total: z.int(), passages: z.array(passageView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const scope = scopeOf(principal)
    const wanted = { ...placeOf(principal, query, params), documentId: params.document_id }
    const { id, passages: total } = await requireDocument(knowledgeAdmin, scope, wanted)
    const passages = await knowledgeAdmin.store.knowledge.listPassages(scope, id, query)
    return reply(200, {
      total,
      passages: passages.map(({ position, page, heading, sentences }) => ({
        ...{ position, page, heading },
        text: sentences.join(' '),
      })),
    })
  },
})
