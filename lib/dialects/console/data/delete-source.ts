import { removeSource } from '@/lib/admin/data/remove-source'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { placeOf, sourceParams } from './data-schemas'
import type { DataServices } from './data-services'

/** A source goes with its database, where it has one of its own. */
export const deleteSourceRow = endpoint({
  method: 'DELETE',
  path: '/api/admin/data/{source}',
  dialect: consoleDialect,
  summary: 'Delete a data source with its database',
  auth: hmacOrCookie('either', 'editor'),
  params: sourceParams,
  query: tenantQuery,
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { dataAdmin }: DataServices) {
    await removeSource(dataAdmin, scopeOf(principal), placeOf(principal, query, params))
    return reply(204)
  },
})
