import { z } from 'zod'
import { countNodes } from '@/lib/admin/insight/count-nodes'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { agentId, insightQuery, insightWanted } from './insight-query'

const nodeFigures = z.object({
  node_id: z.string(),
  name: z.string().nullable().meta({ description: 'Null: the version has no such node' }),
  type: z.string().nullable(),
  entered: z.int(),
  left: z.int().meta({ description: 'By a transition' }),
  ended_here: z.int().meta({ description: 'Conversations that ended while they stood there' }),
  completed: z.int().meta({ description: 'Of those, the ones that were brought to their end' }),
  abandoned: z.int(),
  failed: z.int(),
  active: z.int().meta({ description: 'Stand there now' }),
})

/** Where conversations with an agent went, and where people left. */
export const nodeFiguresRow = endpoint({
  method: 'GET',
  path: '/api/admin/insight/nodes',
  dialect: consoleDialect,
  summary: 'Drop-off by node',
  description: 'All nodes of the version, or of the one in force; figures are of all versions unless one is named.',
  auth: hmacOrCookie('either', 'analyst'),
  query: insightQuery.extend({ agent_id: agentId, version: z.coerce.number().int().min(1).optional() }),
  responses: { 200: z.object({ nodes: z.array(nodeFigures) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin }: ConversationServices) {
    const nodes = await countNodes(conversationAdmin, scopeOf(principal), {
      ...insightWanted(principal, query),
      agentId: query.agent_id,
      ...(query.version && { version: query.version }),
    })
    return reply(200, {
      nodes: nodes.map(({ nodeId, ...row }) => ({
        ...{ node_id: nodeId, ...row },
        ended_here: row.completed + row.abandoned + row.failed,
      })),
    })
  },
})
