import { mayOpen } from '@/lib/conversations/may-see'
import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import type { ChatsServices } from './chats-services'

/** What this server makes when a client names no session id; clients may not. */
export const generatedPrefix = 'chat_'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

type Caller = { request: Pick<Incoming, 'client'>; principal: VisitorPrincipal }

/**
 * A session by its UUID or its `session_id`. Throws NOT_FOUND where there is none for this caller; who tries many such ids
 * is told to wait (RATE_LIMITED).
 */
export async function findSession(
  ref: string,
  { request, principal }: Caller,
  { conversations, limits }: ChatsServices & Pick<HttpServices, 'limits'>,
): Promise<Conversation> {
  return limits.lookUp({ viewer: principal.viewer, client: request.client }, async () => {
    const place = isUuid(ref) ? { id: ref.toLowerCase() } : { dialect: 'chats' as const, externalId: ref }
    const found = await conversations.store.getConversation(tenant(principal.tenantId), place)
    if (found && mayOpen(found, principal.viewer, ref)) return found
    throw new AppError('NOT_FOUND', 'Session not found')
  })
}

/** Throws NOT_FOUND where the session has expired or ended: it can be read, and hears nothing more. */
export function requireActive({ state, expiresAt }: Conversation, now: number): void {
  if (state.status !== 'active' || (expiresAt !== null && expiresAt <= now))
    throw new AppError('NOT_FOUND', 'Session expired')
}
