import { openTurn, readTurn } from '@/lib/conversations/read-turn'
import type { Place } from '@/lib/domain/place'
import { tenant } from '@/lib/domain/scope'
import { encodeSse } from '@/lib/http/encode-sse'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'
import type { ChatsServices } from './chats-services'
import { streamFrames } from './stream-frames'

/** A turn's answer as contract 5 streams it, after `from`. Throws NOT_FOUND. */
export async function answerStream(
  call: {
    request: Incoming
    principal: VisitorPrincipal
    place: { conversationId: string; turnId: string }
    from: Place | null
  },
  { conversations }: ChatsServices,
): Promise<Response> {
  const { request, principal, place, from } = call
  const scope = tenant(principal.tenantId)
  const turn = await openTurn(conversations, scope, place)
  // From its start: whether a space comes before a part depends on what was said before it.
  return encodeSse((signal) => streamFrames(readTurn(conversations, scope, turn, { from: null, signal }), from), {
    request,
  })
}
