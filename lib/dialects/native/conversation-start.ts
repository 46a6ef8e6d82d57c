import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { accessFor } from '@/lib/conversations/may-see'
import { startConversation } from '@/lib/conversations/start-conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { allowSpending } from '@/lib/http/allow-spending'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { text } from '@/lib/http/text-schema'
import { makingVisitor, visitor, visitorHeaders } from '@/lib/http/visitor'
import { conversationBody, startVariables } from './native-schemas'
import type { NativeServices } from './native-services'
import { conversationView } from './native-views'

const startBody = z.object({
  agent_id: text(1, 255),
  version: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'In place of the active one; from outside, for signed-in editors only' }),
  variables: startVariables.optional().meta({ description: 'What the page knows beforehand' }),
})

/** Begins a conversation: its opening turn is run and stored. */
export const startChat = endpoint({
  method: 'POST',
  path: '/api/conversations',
  dialect: nativeDialect,
  summary: 'Start a conversation',
  auth: visitor(),
  headers: idempotencyHeaders,
  body: startBody,
  responses: { 201: conversationBody },
  errors: ['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'MODEL_UNAVAILABLE', 'TIMEOUT', 'BUSY'],
  async handler({ request, reply, principal, body }, services: NativeServices & HttpServices) {
    const { tenantId, viewer } = principal
    const { conversations } = services
    if (body.version !== undefined && viewer.exposure !== 'open' && !viewer.isEditor)
      throw new AppError(
        'FORBIDDEN',
        'Only people who are signed in may try other versions of an agent. Leave out the version to talk to the current one.',
      )
    const { workflow } = await conversations.workflows.find(tenantId, body.agent_id, body.version)
    await allowSpending({ request, principal, agentId: workflow.agentId }, services)
    const maker = await makingVisitor(principal, services)
    const key = idempotencyKey(request.headers)
    const { conversation } = await startConversation(conversations, tenant(tenantId), {
      ...{ tenantId, agentId: workflow.agentId, version: body.version, dialect: 'native' },
      externalId: `native_${randomBytes(16).toString('base64url')}`,
      access: accessFor(viewer, maker.visitorId),
      metadata: {},
      idempotency: key === null ? null : scopedIdempotency(key, { principal, request, endpoint: 'start-chat' }),
      variables: body.variables ?? null,
    })
    const stored = await conversations.store.getConversation(tenant(tenantId), { id: conversation.id })
    if (!stored) throw new AppError('NOT_FOUND', 'Conversation not found')
    const headers = await makersHeaders(stored.access, principal, services)
    return reply(201, await conversationView(services, viewer, stored), headers ?? maker.headers)
  },
})

// A start that is repeated belongs to whoever the first one was given to.
async function makersHeaders(access: string, principal: VisitorPrincipal, services: Pick<HttpServices, 'tokens'>) {
  const visitorId = /^visitor:(.+)$/.exec(access)?.[1]
  return visitorId === undefined ? null : visitorHeaders(principal, visitorId, services)
}
