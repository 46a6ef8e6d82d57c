import { mayOpen } from '@/lib/conversations/may-see'
import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import type { ChatsServices } from './chats-services'
import { joinParts, type Shown } from './message-view'

/** A visible message by its id, or by that of any of its parts. Throws NOT_FOUND, RATE_LIMITED. */
export async function findMessage(
  id: string,
  { request, principal }: { request: Pick<Incoming, 'client'>; principal: VisitorPrincipal },
  { conversations: { store }, limits }: ChatsServices & Pick<HttpServices, 'limits'>,
): Promise<{ shown: Shown; conversation: Conversation }> {
  const scope = tenant(principal.tenantId)
  return limits.lookUp({ viewer: principal.viewer, client: request.client }, async () => {
    const found = await store.findMessage(scope, id.toLowerCase())
    if (!found || !mayOpen(found.conversation, principal.viewer, id)) throw notFound()
    // The parts that stand beside it in its turn.
    const { message, conversation } = found
    const turn = await store.getTurn(scope, message.turnId)
    const shown = joinParts(turn?.messages ?? []).find(({ partIds }) => partIds.includes(message.id))
    if (!shown) throw notFound()
    return { shown, conversation }
  })
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'Message not found')
}
