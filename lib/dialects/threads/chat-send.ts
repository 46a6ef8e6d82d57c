import { z } from 'zod'
import { takeTurn } from '@/lib/conversations/take-turn'
import type { Conversation } from '@/lib/domain/conversation'
import type { Idempotency } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { allowSpending } from '@/lib/http/allow-spending'
import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import { identityHeaders, identityProof } from '@/lib/http/identity-proof'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { visitor } from '@/lib/http/visitor'
import { answerView, chatAnswer } from './answer-view'
import { beginThread } from './thread-begin'
import { seekThread } from './thread-find'
import { threadId } from './thread-schemas'
import { threadIdOf } from './thread-view'
import type { ThreadsServices } from './threads-services'

const sent = z.object({
  message: z
    .string({ error: 'must be text' })
    .refine((text) => text.trim() !== '', { error: 'must not be empty' })
    .refine((text) => [...text].length <= 10_000, { error: 'must have at most 10,000 characters' }),
  thread_id: threadId.nullish().meta({ description: 'A new thread is made where there is none' }),
})

type Call = { request: Incoming; principal: VisitorPrincipal }
type Services = ThreadsServices & HttpServices

/** Contract 3, Send Chat Message. Past AGENT_TIMEOUT_SECONDS it is a 504, and the message is kept. */
export const sendThreadMessage = endpoint({
  method: 'POST',
  path: '/chat',
  dialect: threadsDialect,
  summary: 'Send a message to the agent',
  auth: visitor(),
  headers: idempotencyHeaders.extend(identityHeaders),
  body: sent,
  responses: { 200: chatAnswer },
  errors: ['BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'GONE', 'RATE_LIMITED', 'BUSY', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler({ request, principal, reply, body }, services: Services) {
    const arrivedAt = services.clock.monotonic()
    const proof = await identityProof(request, principal, services)
    const key = idempotencyKey(request.headers)
    const idempotency = key === null ? null : scopedIdempotency(key, { principal, request, endpoint: 'send-to-thread' })
    const wanted = body.thread_id ?? (idempotency && idFromKey(idempotency))
    const { conversation, headers } = await threadFor({ request, principal }, wanted, services)
    await allowSpending({ request, principal, agentId: conversation.agentId }, services)
    const { turn } = await takeTurn(
      services.conversations,
      tenant(principal.tenantId),
      { ref: { id: conversation.id }, text: body.message, idempotency, proof, limitMs: services.agentTimeoutMs },
      arrivedAt,
    )
    const about = { threadId: threadIdOf(conversation), exposure: principal.exposure }
    return reply(200, answerView(turn, about), headers)
  },
})

// The same key makes the same thread, so that the second request finds what the first has begun.
function idFromKey({ key }: Idempotency): string {
  const hex = key.slice(0, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

// An id that nobody knows makes a thread under it; one whose thread was deleted never comes back: there a new one is made.
async function threadFor(
  call: Call,
  wanted: string | null,
  services: Services,
): Promise<{ conversation: Conversation; headers: Record<string, string> }> {
  const known = wanted === null ? null : await seekThread(wanted, call, services)
  if (known) return { conversation: known, headers: {} }
  for (const threadId of [wanted, null]) {
    const made = await beginThread(call, { threadId, title: null }, services)
    if (made !== 'taken') return made
    // Somebody has made it meanwhile: with the same first message twice at once.
    const other = threadId === null ? null : await seekThread(threadId, call, services)
    if (other) return { conversation: other, headers: {} }
  }
  throw new AppError('SERVER_ERROR', 'The thread could not be made')
}
