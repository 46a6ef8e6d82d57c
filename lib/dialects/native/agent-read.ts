import { z } from 'zod'
import { greetingOf } from '@/lib/conversations/greeting-of'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import { visitor } from '@/lib/http/visitor'
import { agentView } from './agent-view'
import { mayDebug } from './may-debug'
import { chatAgent } from './native-schemas'
import type { NativeServices } from './native-services'

/** One agent, by its id or its name-like id, and how it greets. */
export const readChatAgent = endpoint({
  method: 'GET',
  path: '/api/chat-agents/{agent_id}',
  dialect: nativeDialect,
  summary: 'Read an agent',
  auth: visitor(),
  params: z.object({ agent_id: z.string() }),
  responses: {
    200: z.object({
      ...chatAgent.shape,
      greeting: z.string().nullable().meta({ description: 'The fixed words that it opens with' }),
      can_debug: z.boolean(),
      version: z.int(),
    }),
  },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal: { tenantId, viewer }, params }, services: NativeServices) {
    const { workflow } = await services.conversations.workflows.find(tenantId, params.agent_id)
    const agents = await services.store.agents.listAgents(tenant(tenantId), tenantId)
    const agent = agents.find(({ agentId }) => agentId === workflow.agentId)
    const view = agent && (await agentView(services, tenantId, agent))
    if (!view) throw new AppError('NOT_FOUND', 'Agent not found')
    return reply(200, {
      ...view,
      greeting: greetingOf(workflow),
      can_debug: await mayDebug(services, viewer, view.id),
      version: workflow.version,
    })
  },
})
