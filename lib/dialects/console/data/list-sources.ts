import { z } from 'zod'
import { requireTenant } from '@/lib/admin/checked-ids'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { sourceSummary, summaryOf } from './data-schemas'
import type { DataServices } from './data-services'

/** A tenant's data sources. */
export const listSourcesRow = endpoint({
  method: 'GET',
  path: '/api/admin/data',
  dialect: consoleDialect,
  summary: 'List data sources',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  responses: { 200: z.object({ sources: z.array(sourceSummary) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { dataAdmin }: DataServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    await requireTenant(dataAdmin.store.access, scope, tenantId)
    const sources = await dataAdmin.store.data.listSources(scope, tenantId)
    return reply(200, { sources: sources.map(summaryOf) })
  },
})
