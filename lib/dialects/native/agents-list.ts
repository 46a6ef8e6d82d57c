import { z } from 'zod'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import { visitor } from '@/lib/http/visitor'
import { agentView } from './agent-view'
import { chatAgent } from './native-schemas'
import type { NativeServices } from './native-services'

/** The agents that a visitor may talk to. */
export const listChatAgents = endpoint({
  method: 'GET',
  path: '/api/chat-agents',
  dialect: nativeDialect,
  summary: 'List the agents to talk to',
  auth: visitor(),
  responses: { 200: z.object({ agents: z.array(chatAgent) }) },
  errors: [],
  async handler({ reply, principal: { tenantId } }, services: NativeServices) {
    const agents = await services.store.agents.listAgents(tenant(tenantId), tenantId)
    // Forms are filled in on their own page.
    const offered = agents.filter(({ activeVersion, kind }) => activeVersion !== null && kind !== 'form')
    const views = await Promise.all(offered.map((agent) => agentView(services, tenantId, agent)))
    return reply(200, { agents: views.filter((view) => view !== null) })
  },
})
