import { z } from 'zod'
import { listBases } from '@/lib/admin/knowledge/list-bases'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { baseView, viewOfBase } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** A tenant's knowledge bases. */
export const listBasesRow = endpoint({
  method: 'GET',
  path: '/api/admin/knowledge',
  dialect: consoleDialect,
  summary: 'List knowledge bases',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  responses: { 200: z.object({ bases: z.array(baseView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { knowledgeAdmin }: KnowledgeServices) {
    const bases = await listBases(knowledgeAdmin, scopeOf(principal), { tenantId: tenantOf(principal, query) })
    return reply(200, { bases: bases.map(viewOfBase) })
  },
})
