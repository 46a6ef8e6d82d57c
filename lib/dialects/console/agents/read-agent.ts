import { z } from 'zod'
import { describeAgent } from '@/lib/admin/agents/describe-agents'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, agentShape, agentView, placeOf, versionShape, versionView } from './agent-schemas'
import type { AgentsServices } from './agents-services'

const newest = 20

/** Our own administration: one agent, with its draft and its newest versions. */
export const readAgentRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents/{agent_id}',
  dialect: consoleDialect,
  summary: 'Get an agent',
  auth: hmacOrCookie('either', 'analyst'),
  params: agentParams,
  query: tenantQuery,
  responses: {
    200: z
      .object({
        ...agentShape,
        form_id: z.int().nullable().meta({ description: 'Where the agent is a form' }),
        newest_versions: z.array(z.object(versionShape)).meta({ description: `At most ${newest}, newest first` }),
      })
      .meta({ id: 'AgentDetail' }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const agent = await describeAgent(agentAdmin, scopeOf(principal), placeOf(principal, query, params))
    const newest_versions = agent.history.slice(0, newest).map(versionView)
    return reply(200, { ...agentView(agent), form_id: agent.formId, newest_versions })
  },
})
