import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { AgentEditPorts } from '@/lib/admin/agents/agent-edit-ports'
import { prepareTrial } from '@/lib/admin/agents/prepare-trial'
import { startConversation } from '@/lib/conversations/start-conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import { scopeOf } from '@/lib/http/key-scope'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { makingVisitor, visitorIn } from '@/lib/http/visitor'
import { conversationBody, startVariables } from './native-schemas'
import type { NativeServices } from './native-services'
import { conversationView } from './native-views'

type TrialServices = NativeServices & HttpServices & { agentAdmin: AgentEditPorts }

const trialBody = z.object({
  document: z.record(z.string(), z.json()).optional().meta({ description: 'As it stands, saved or not' }),
  version: z.int().min(1).optional().meta({ description: 'In place of the draft' }),
  start_node: text(1, 255).optional().meta({ description: 'In place of the node where the agent begins' }),
  variables: startVariables.optional(),
})

/** Our own administration: a conversation for those who make an agent. What it becomes is read and said by this dialect. */
export const startTrial = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/agents/{agent_id}/trial',
  dialect: consoleDialect,
  summary: 'Try an agent',
  description:
    'Begins a conversation with a document, a version, or the draft. It goes on through the rows of the chat page, with the visitor’s token of the answer. It is listed and counted nowhere, and nobody is told of it: no webhook and no callback is sent. What its api_call nodes ask is asked. 422: all that is wrong with the document.',
  auth: hmacOrCookie('either', 'editor'),
  params: z.object({ agent_id: z.string().meta({ description: 'A UUID or a name' }) }),
  query: tenantQuery,
  body: trialBody,
  responses: { 201: conversationBody },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'VALIDATION_FAILED', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, reply, principal, params, query, body }, services: TrialServices) {
    const tenantId = tenantOf(principal, query)
    const { agentAdmin, conversations } = services
    const { document, version, start_node: startNode, variables = null } = body
    const tried = await prepareTrial(agentAdmin, scopeOf(principal), {
      ...{ tenantId, agentId: params.agent_id },
      ...(document === undefined ? {} : { document }),
      ...(version === undefined ? {} : { version }),
    })
    const visitor = await trying(request, tenantId, services)
    const maker = await makingVisitor(visitor, services)
    const { conversation } = await startConversation(conversations, tenant(tenantId), {
      ...{ ...tried, tenantId, dialect: 'trials', externalId: `trial_${randomBytes(16).toString('base64url')}` },
      ...{ access: `visitor:${maker.visitorId}`, metadata: { trial: true }, idempotency: null, variables },
      ...(startNode === undefined ? {} : { startNode }),
    })
    const stored = await conversations.store.getConversation(tenant(tenantId), { id: conversation.id })
    if (!stored) throw new AppError('NOT_FOUND', 'Conversation not found')
    const viewer = { ...visitor.viewer, visitorId: maker.visitorId }
    return reply(201, await conversationView(services, viewer, stored), maker.headers)
  },
})

// Who edits the agent, as the visitor that the chat page will know them by.
async function trying({ headers }: Incoming, tenantId: string, services: HttpServices): Promise<VisitorPrincipal> {
  const visitorId = await visitorIn(headers, tenantId, services)
  const exposure = services.exposureOf(headers)
  return { kind: 'visitor', visitorId, tenantId, exposure, viewer: { tenantId, exposure, visitorId, isEditor: true } }
}
