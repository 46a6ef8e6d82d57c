import { z } from 'zod'
import { listAgents } from '@/lib/admin/list-agents'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsoleServices } from './console-services'
import { tenantOf, tenantQuery } from './tenant-query'

const agentRow = z
  .object({
    agent_id: z.string(),
    slug: z.string().nullable(),
    kind: z.enum(['workflow', 'form', 'assistant']),
    name: z.string(),
    active_version: z.int().nullable(),
    versions: z.int(),
    updated_at: z.string(),
  })
  .meta({ id: 'Agent' })

/** Our own administration: a tenant's agents. */
export const listAgentsRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents',
  dialect: consoleDialect,
  summary: 'List agents',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  responses: { 200: z.object({ agents: z.array(agentRow) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { agentAdmin }: ConsoleServices) {
    const agents = await listAgents(agentAdmin, scopeOf(principal), { tenantId: tenantOf(principal, query) })
    return reply(200, {
      agents: agents.map((agent) => ({
        agent_id: agent.agentId,
        slug: agent.slug,
        kind: agent.kind,
        name: agent.name,
        active_version: agent.activeVersion,
        versions: agent.versions,
        updated_at: new Date(agent.updatedAt).toISOString(),
      })),
    })
  },
})
