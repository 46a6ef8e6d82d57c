import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type BeginRequest, beginConversation } from '@/lib/conversations/begin-conversation'
import { accessFor } from '@/lib/conversations/may-see'
import type { Conversation } from '@/lib/domain/conversation'
import { isAppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { checkOrigin } from '@/lib/http/allow-spending'
import { endpoint } from '@/lib/http/endpoint'
import { chatsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { idempotencyHeaders, idempotencyKey, scopedIdempotency } from '@/lib/http/idempotency'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import { makingVisitor, visitor, visitorHeaders } from '@/lib/http/visitor'
import { session } from './chats-schemas'
import type { ChatsServices } from './chats-services'
import { agentFor } from './session-agent'
import { agentNamed, expiryOf, fieldError, sessionBody } from './session-body'
import { generatedPrefix } from './session-find'
import { viewOf } from './session-view'

type Call = { request: Incoming; principal: VisitorPrincipal }
type Services = ChatsServices & Pick<HttpServices, 'clock' | 'tokens' | 'spending'>

/** Contract 5, Create Session. */
export const createChatSession = endpoint({
  method: 'POST',
  path: '/api/chats/sessions/',
  dialect: chatsDialect,
  summary: 'Create a session',
  auth: visitor(),
  headers: idempotencyHeaders,
  body: sessionBody,
  responses: { 201: session },
  errors: ['BAD_REQUEST', 'FORBIDDEN'],
  async handler({ request, principal, reply, body }, services: Services) {
    const now = services.clock.now()
    const agentId = await agentFor(principal.tenantId, agentNamed(body), services)
    await checkOrigin({ request, principal, agentId }, services)
    const maker = await makingVisitor(principal, services)
    const wanted: BeginRequest = {
      ...{ tenantId: principal.tenantId, agentId, dialect: 'chats', title: null },
      access: accessFor(principal, maker.visitorId),
      externalId: body.session_id ?? generatedId({ request, principal }),
      externalUserId: body.external_user_id ?? null,
      metadata: body.metadata ?? {},
      expiresAt: expiryOf(body, now),
    }
    const made = await begin(wanted, services)
    if (made !== 'taken') return reply(201, viewOf(made, now), maker.headers)
    // An id of the client's own proves nothing about who made the session.
    if (body.session_id) throw fieldError('session_id', 'A session with this session_id exists already.')
    const before = await madeBefore(wanted, services)
    if (body.expires_at && before.expiresAt !== wanted.expiresAt) throw usedOtherwise
    return reply(201, viewOf(before, now), await headersOfMaker(before, principal, services))
  },
})

const usedOtherwise = fieldError('idempotency-key', 'This key was used for another request.')

async function begin(wanted: BeginRequest, { conversations }: ChatsServices): Promise<Conversation | 'taken'> {
  try {
    return await beginConversation(conversations, tenant(wanted.tenantId), wanted)
  } catch (error) {
    if (isAppError(error) && error.code === 'NOT_FOUND') throw fieldError('agent_id', error.publicMessage)
    throw error
  }
}

// The same Idempotency-Key makes the same id, so that the second request finds what the first has made.
function generatedId({ request, principal }: Call): string {
  const key = idempotencyKey(request.headers)
  const bytes =
    key === null
      ? randomBytes(16)
      : Buffer.from(scopedIdempotency(key, { principal, request, endpoint: 'create-chat-session' }).key, 'hex')
  return generatedPrefix + bytes.toString('base64url').slice(0, 22)
}

async function madeBefore(wanted: BeginRequest, { conversations }: ChatsServices): Promise<Conversation> {
  const { tenantId, dialect, externalId, externalUserId, metadata } = wanted
  const found = await conversations.store.getConversation(tenant(tenantId), { dialect, externalId })
  const isSame = found?.externalUserId === externalUserId && isDeepStrictEqual(found?.metadata, metadata)
  if (!found || !isSame) throw usedOtherwise
  return found
}

async function headersOfMaker(
  { access }: Conversation,
  principal: VisitorPrincipal,
  services: Services,
): Promise<Record<string, string>> {
  return access.startsWith('visitor:') ? visitorHeaders(principal, access.slice('visitor:'.length), services) : {}
}
