import { z } from 'zod'
import { describeAgents } from '@/lib/admin/agents/describe-agents'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { agentShape, agentView } from './agents/agent-schemas'
import type { AgentsServices } from './agents/agents-services'

/** Our own administration: a tenant's agents. */
export const listAgentsRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents',
  dialect: consoleDialect,
  summary: 'List agents',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  responses: { 200: z.object({ agents: z.array(z.object(agentShape).meta({ id: 'Agent' })) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { agentAdmin }: AgentsServices) {
    const agents = await describeAgents(agentAdmin, scopeOf(principal), { tenantId: tenantOf(principal, query) })
    return reply(200, { agents: agents.map(agentView) })
  },
})
