import { takeTurn } from '@/lib/conversations/take-turn'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { sessionsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import { identityHeaders, identityProof } from '@/lib/http/identity-proof'
import { scopeOf } from '@/lib/http/key-scope'
import { messageAnswer, sendMessageBody, sessionPath } from './session-schemas'
import type { SessionServices } from './session-services'
import { messageAnswerOf } from './turn-view'

type Services = SessionServices & Pick<HttpServices, 'exposureOf' | 'tenantOf' | 'tokens'>

/** Contract 1, Send Message. */
export const sendMessage = endpoint({
  method: 'POST',
  path: '/api/chat/sessions/{session_id}/messages',
  dialect: sessionsDialect,
  summary: 'Send a message',
  description: 'Stores the message, lets the agent answer and says which way the conversation went.',
  auth: hmac('signed'),
  params: sessionPath,
  headers: idempotencyHeaders.extend(identityHeaders),
  body: sendMessageBody,
  responses: { 200: messageAnswer },
  errors: ['NOT_FOUND', 'GONE', 'BUSY', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, reply, principal, params, body }, services: Services) {
    const { conversations } = services
    const exposure = services.exposureOf(request.headers)
    const tenantId = principal.kind === 'tenant' ? principal.tenantId : await services.tenantOf(request.headers)
    const sent = idempotencyKey(request.headers)
    // One signature is one message: a captured request that is played again gets the first answer.
    const key = sent ?? `signature:${params.session_id}:${request.headers.get('x-signature')}`
    const { turn } = await takeTurn(conversations, scopeOf(principal), {
      ref: { dialect: 'sessions', externalId: params.session_id },
      text: body.content,
      proof: await identityProof(request, { exposure, tenantId }, services),
      idempotency: scopedIdempotency(key, { principal, request, endpoint: 'send-message' }),
    })
    return reply(200, messageAnswerOf(turn))
  },
})
