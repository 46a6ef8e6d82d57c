import { z } from 'zod'
import { startTurn } from '@/lib/conversations/start-turn'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders } from '@/lib/http/idempotency'
import { identityHeaders } from '@/lib/http/identity-proof'
import { visitor } from '@/lib/http/visitor'
import type { ChatsServices } from './chats-services'
import { inputFor, sendBody } from './send-start'
import { answerStream } from './stream-answer'

/** Contract 5, Streaming Chat: the turn runs to its end also where its reader leaves. */
export const streamChatMessage = endpoint({
  method: 'POST',
  path: '/api/chats/messages/chat/stream/',
  dialect: chatsDialect,
  summary: 'Send a message and get the answer as it is made',
  description:
    'Server-sent events. `id:` is the place after the event: who leaves goes on from there at `/api/chats/messages/{response_id}/stream/`.',
  auth: visitor(),
  headers: idempotencyHeaders.extend(identityHeaders),
  body: sendBody,
  responses: { 200: z.string().meta({ description: 'text/event-stream' }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY'],
  async handler({ request, principal, body }, services: ChatsServices & HttpServices) {
    const { scope, input } = await inputFor({ request, principal, body }, services)
    const { conversation, turnId } = await startTurn(services.conversations, scope, input)
    const place = { conversationId: conversation.id, turnId }
    return answerStream({ request, principal, place, from: null }, services)
  },
})
