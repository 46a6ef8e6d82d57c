import { requireSource } from '@/lib/admin/data/require-source'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { placeOf, sourceParams, sourceView, viewOf } from './data-schemas'
import type { DataServices } from './data-services'

/** Its tables and columns, without its address. */
export const readSourceRow = endpoint({
  method: 'GET',
  path: '/api/admin/data/{source}',
  dialect: consoleDialect,
  summary: 'Get a data source',
  auth: hmacOrCookie('either', 'analyst'),
  params: sourceParams,
  query: tenantQuery,
  responses: { 200: sourceView },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { dataAdmin }: DataServices) {
    return reply(200, viewOf(await requireSource(dataAdmin, scopeOf(principal), placeOf(principal, query, params))))
  },
})
