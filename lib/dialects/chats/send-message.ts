import { z } from 'zod'
import { takeTurn } from '@/lib/conversations/take-turn'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders } from '@/lib/http/idempotency'
import { identityHeaders } from '@/lib/http/identity-proof'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { joinParts } from './message-view'
import { inputFor, sendBody } from './send-start'

const answer = z
  .object({
    response: z.string(),
    session_id: z.string(),
    message_id: z.string().nullable(),
    response_id: z.string().nullable().meta({ description: 'Null where the agent says nothing' }),
  })
  .meta({ id: 'ChatAnswer' })

/** Contract 5, Non-Streaming Chat. */
export const sendChatMessage = endpoint({
  method: 'POST',
  path: '/api/chats/messages/chat/',
  dialect: chatsDialect,
  summary: 'Send a message and get the whole answer',
  auth: visitor(),
  headers: idempotencyHeaders.extend(identityHeaders),
  body: sendBody,
  responses: { 200: answer },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, principal, reply, body }, services: ChatsServices & HttpServices) {
    const { scope, input } = await inputFor({ request, principal, body }, services)
    const { turn } = await takeTurn(services.conversations, scope, input)
    const said = joinParts(turn.messages).findLast(({ role }) => role === 'assistant')
    return reply(200, {
      response: said?.content ?? '',
      session_id: body.session_id,
      message_id: turn.messages.find(({ role }) => role === 'user')?.id ?? null,
      response_id: said?.id ?? null,
    })
  },
})
