import { z } from 'zod'
import { diffAgent } from '@/lib/admin/agents/diff-agent'
import type { Change } from '@/lib/domain/agent-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, isReaderOnly, placeOf } from './agent-schemas'
import type { AgentsServices } from './agents-services'

const compared = z.union([z.literal('draft'), z.coerce.number().int().min(1)], {
  error: 'must be the number of a version, or draft',
})

const change = z
  .object({
    kind: z.string().meta({ example: 'transition_added' }),
    node_id: z.string().optional(),
    node_name: z.string().optional(),
    words: z.string().meta({ example: 'The node “Greeting” says “Hello.” instead of “Good day.”' }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    path: z.string().meta({ description: 'In the newer document; of what was removed, in the older' }),
  })
  .meta({ id: 'DocumentChange' })

/** Our own administration: two versions of an agent, or one and its draft. */
export const diffAgentRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents/{agent_id}/diff',
  dialect: consoleDialect,
  summary: 'Compare two versions of an agent',
  description: 'In plain words, node by node. Where there is no draft, `draft` is the version in force.',
  auth: hmacOrCookie('either', 'analyst'),
  params: agentParams,
  query: tenantQuery.extend({ from: compared, to: compared }),
  responses: { 200: z.object({ changes: z.array(change) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const { from, to } = query
    const wanted = { ...placeOf(principal, query, params), from, to, masks: isReaderOnly(principal) }
    const changes = await diffAgent(agentAdmin, scopeOf(principal), wanted)
    return reply(200, { changes: changes.map(changeView) })
  },
})

function changeView({ kind, nodeId, nodeName, words, path, before, after }: Change): z.output<typeof change> {
  return {
    ...{ kind, words, path },
    ...(nodeId === null ? {} : { node_id: nodeId }),
    ...(nodeName === null ? {} : { node_name: nodeName }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }
}
