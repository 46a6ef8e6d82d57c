import { z } from 'zod'
import type { InputRequest } from '@/lib/conversations/start-turn'
import { tenant } from '@/lib/domain/scope'
import { allowSpending } from '@/lib/http/allow-spending'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import { identityProof } from '@/lib/http/identity-proof'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { filled } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { findSession, requireActive } from './session-find'

const maxCharacters = 10_000

export const sendBody = z.object({ message: filled(maxCharacters), session_id: filled(200) })

/**
 * What is said, where, once its sender may say it. An Idempotency-Key may be used first for one way of reading the answer
 * and then for the other. Throws NOT_FOUND (also where the session has expired), FORBIDDEN, RATE_LIMITED.
 */
export async function inputFor(
  call: { request: Incoming; principal: VisitorPrincipal; body: z.output<typeof sendBody> },
  services: ChatsServices & HttpServices,
) {
  const { request, principal, body } = call
  const found = await findSession(body.session_id, { request, principal }, services)
  requireActive(found, services.clock.now())
  await allowSpending({ request, principal, agentId: found.agentId }, services)
  const key = idempotencyKey(request.headers)
  const asked = { ...request, path: withoutStream(request.path) }
  const idempotency =
    key === null ? null : scopedIdempotency(key, { principal, request: asked, endpoint: 'send-chat-message' })
  const proof = await identityProof(request, principal, services)
  const input: InputRequest = { ref: { id: found.id }, text: body.message, idempotency, proof }
  return { scope: tenant(principal.tenantId), input }
}

function withoutStream(path: string): string {
  return path.replace(/\/stream(?=\/?$)/, '')
}
