import { z } from 'zod'
import { searchBase } from '@/lib/admin/knowledge/search-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { baseParams, placeOf, settingsBody, settingsChange } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

const foundView = z.object({
  document_id: z.guid(),
  title: z.string(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  quote: z.string(),
  score: z.number(),
})

/** What an agent would quote. */
export const searchBaseRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/knowledge/{base}/search',
  dialect: consoleDialect,
  summary: 'Search a knowledge base',
  description:
    'Best first. Settings named here go before those of the base; greetings are looked up too unless relevance_filter is set.',
  auth: hmacOrCookie('either', 'analyst'),
  params: baseParams,
  body: settingsBody.extend({ query: text(1, 2000) }),
  query: tenantQuery,
  responses: { 200: z.object({ answerable: z.boolean(), passages: z.array(foundView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ request, reply, principal, query, params, body }, { knowledgeAdmin }: KnowledgeServices) {
    const wanted = { ...placeOf(principal, query, params), query: body.query, change: settingsChange(body) }
    const found = await searchBase(knowledgeAdmin, scopeOf(principal), wanted, request.signal)
    return reply(200, {
      answerable: found.answerable,
      passages: found.passages.map(({ documentId, title, page, heading, quote, score }) => ({
        ...{ document_id: documentId, title, page, heading, quote, score },
      })),
    })
  },
})
