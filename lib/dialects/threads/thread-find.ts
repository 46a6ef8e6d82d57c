import { mayOpen } from '@/lib/conversations/may-see'
import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import type { ThreadsServices } from './threads-services'

export type Caller = { request: Pick<Incoming, 'client'>; principal: VisitorPrincipal }

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A thread under the id that its client gave it, or a conversation of another door under its UUID. Null: none for this caller. */
export async function seekThread(
  ref: string,
  { principal }: Pick<Caller, 'principal'>,
  { conversations }: Pick<ThreadsServices, 'conversations'>,
): Promise<Conversation | null> {
  const scope = tenant(principal.tenantId)
  const { store } = conversations
  const own = await store.getConversation(scope, {
    dialect: 'threads',
    externalId: isUuid(ref) ? ref.toLowerCase() : ref,
  })
  const found = own ?? (isUuid(ref) ? await store.getConversation(scope, { id: ref.toLowerCase() }) : null)
  return found && mayOpen(found, principal.viewer, ref) ? found : null
}

/** Throws NOT_FOUND where there is none for this caller; who tries many such ids is told to wait (RATE_LIMITED). */
export async function findThread(
  ref: string,
  caller: Caller,
  services: ThreadsServices & Pick<HttpServices, 'limits'>,
): Promise<Conversation> {
  return services.limits.lookUp({ viewer: caller.principal.viewer, client: caller.request.client }, async () => {
    const found = await seekThread(ref, caller, services)
    if (!found) throw new AppError('NOT_FOUND', 'Thread not found')
    return found
  })
}
