import { z } from 'zod'
import { changeSource } from '@/lib/admin/data/change-source'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { identityBody, placeOf, sourceParams, sourceView, viewOf, wordsBody, wordsOf } from './data-schemas'
import type { DataServices } from './data-services'

/** Notes, synonyms, the allow-list and who a person is. */
export const changeSourceRow = endpoint({
  method: 'PATCH',
  path: '/api/admin/data/{source}',
  dialect: consoleDialect,
  summary: 'Describe a data source',
  description:
    'Notes and synonyms, the tables and columns that agents may read, and the identity rule; null ends that rule.',
  auth: hmacOrCookie('either', 'editor'),
  params: sourceParams,
  query: tenantQuery,
  body: z.object({ tables: wordsBody.optional(), identity: identityBody.nullable().optional() }),
  responses: { 200: sourceView },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'SERVER_ERROR'],
  async handler({ reply, principal, query, params, body }, { dataAdmin }: DataServices) {
    const change = {
      ...(body.tables === undefined ? {} : { tables: wordsOf(body.tables) }),
      ...(body.identity === undefined ? {} : { identity: body.identity }),
    }
    return reply(
      200,
      viewOf(await changeSource(dataAdmin, scopeOf(principal), placeOf(principal, query, params), change)),
    )
  },
})
