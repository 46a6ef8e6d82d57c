import { randomBytes } from 'node:crypto'
import { startConversation } from '@/lib/conversations/start-conversation'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { sessionsDialect } from '@/lib/http/http-dialect'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import { scopeFor } from '@/lib/http/key-scope'
import { createdSession, createSessionBody } from './session-schemas'
import type { SessionServices } from './session-services'
import { openingPlaces, spokenText, transitionsOf } from './turn-view'

/** Contract 1, Create Session. */
export const createSession = endpoint({
  method: 'POST',
  path: '/api/chat/sessions',
  dialect: sessionsDialect,
  summary: 'Create a session',
  description: 'Opens a conversation with an agent and answers with its greeting and the way it took to get there.',
  auth: hmac('signed'),
  headers: idempotencyHeaders,
  body: createSessionBody,
  responses: { 201: createdSession },
  errors: ['NOT_FOUND', 'MODEL_UNAVAILABLE', 'TIMEOUT', 'BUSY'],
  async handler({ request, reply, principal, body }, { conversations }: SessionServices) {
    const scope = scopeFor(principal, body.tenant_id)
    const key = idempotencyKey(request.headers)
    const { conversation, turn } = await startConversation(conversations, scope, {
      tenantId: body.tenant_id.toLowerCase(),
      agentId: body.agent_id,
      version: body.version ?? undefined,
      dialect: 'sessions',
      externalId: `text_${randomBytes(16).toString('base64url')}`,
      access: 'tenant',
      metadata: body.metadata ?? {},
      idempotency: key === null ? null : scopedIdempotency(key, { principal, request, endpoint: 'create-session' }),
    })
    const { first, last } = openingPlaces(turn)
    return reply(201, {
      session_id: conversation.externalId,
      conversation_id: conversation.id,
      status: 'active',
      node_id: last.id,
      node_name: last.name,
      initial_node_id: first.id,
      initial_node_name: first.name,
      transitions: transitionsOf(turn.events),
      agent_config_version: conversation.agentVersion,
      is_active_version: conversation.isActiveVersion,
      initial_message: spokenText(turn) || null,
      created_at: new Date(conversation.createdAt).toISOString(),
    })
  },
})
