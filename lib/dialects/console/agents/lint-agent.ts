import { z } from 'zod'
import { lintForTenant } from '@/lib/admin/agents/lint-draft'
import { requireTenant } from '@/lib/admin/checked-ids'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { finding, findingView, jsonObject } from './agent-schemas'
import type { AgentsServices } from './agents-services'

/** Our own administration: nothing is stored. */
export const lintAgentRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/agents/lint',
  dialect: consoleDialect,
  summary: 'Check a document',
  description: 'Of a workflow, a form or an assistant. Warnings are told of documents without errors.',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  body: z.object({ document: jsonObject }),
  responses: { 200: z.object({ findings: z.array(finding) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, body }, { agentAdmin }: AgentsServices) {
    const tenantId = tenantOf(principal, query)
    await requireTenant(agentAdmin.store.access, scopeOf(principal), tenantId)
    const findings = await lintForTenant(agentAdmin, tenantId, body.document)
    return reply(200, { findings: findings.map(findingView) })
  },
})
