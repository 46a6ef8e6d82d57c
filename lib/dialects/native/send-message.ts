import { z } from 'zod'
import { startTurn } from '@/lib/conversations/start-turn'
import { takeTurn } from '@/lib/conversations/take-turn'
import { tenant } from '@/lib/domain/scope'
import { visibleEvent } from '@/lib/domain/visible-event'
import { allowSpending } from '@/lib/http/allow-spending'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import { identityHeaders, identityProof } from '@/lib/http/identity-proof'
import { text } from '@/lib/http/text-schema'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { conversationPath, turnBody } from './native-schemas'
import type { NativeServices } from './native-services'
import { turnView } from './native-views'
import { openChat } from './open-chat'
import { audienceOf, turnStream } from './stream-turn'

const headers = idempotencyHeaders.extend({
  ...identityHeaders,
  accept: z.string().optional().meta({ description: '`text/event-stream`: the turn as it happens' }),
})

/** Says something in a conversation: the turn runs to its end also where its reader leaves. */
export const sayInChat = endpoint({
  method: 'POST',
  path: '/api/conversations/{conversation_id}/messages',
  dialect: nativeDialect,
  summary: 'Send a message',
  auth: visitor(),
  params: conversationPath,
  headers,
  body: z.object({
    text: text(1, 10_000),
    field_id: text(1, 255).optional().meta({ description: 'The field of a form that the whole text is the answer to' }),
  }),
  responses: { 200: z.object({ turn: turnBody }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'FORBIDDEN', 'GONE', 'RATE_LIMITED', 'BUSY', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, reply, principal, params, headers, body }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    const { conversations } = services
    const scope = tenant(viewer.tenantId)
    const conversation = await lookUp({ request, principal }, services, () =>
      openChat(services, viewer, params.conversation_id),
    )
    await allowSpending({ request, principal, agentId: conversation.agentId }, services)
    const key = idempotencyKey(request.headers)
    const idempotency = key === null ? null : scopedIdempotency(key, { principal, request, endpoint: 'say-in-chat' })
    const message = {
      ...{ ref: { id: conversation.id }, text: body.text, idempotency },
      proof: await identityProof(request, principal, services),
      ...(body.field_id === undefined ? {} : { fieldId: body.field_id }),
    }
    if (headers.accept?.includes('text/event-stream')) {
      const { turnId } = await startTurn(conversations, scope, message)
      return turnStream({ request, viewer, conversation, turnId, from: null }, services)
    }
    const { turn } = await takeTurn(conversations, scope, message)
    const audience = await audienceOf(services, viewer, conversation.agentId)
    const events = turn.events.flatMap((event) => visibleEvent(event, audience) ?? [])
    return reply(200, { turn: turnView({ ...turn, events }) })
  },
})
