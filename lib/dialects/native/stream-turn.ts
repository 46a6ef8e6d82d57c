import { openTurn, readTurn, type TurnPart } from '@/lib/conversations/read-turn'
import type { Conversation } from '@/lib/domain/conversation'
import { formatPlace, type Place } from '@/lib/domain/place'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import { type Audience, visibleEvent } from '@/lib/domain/visible-event'
import { encodeSse, type SseEvent } from '@/lib/http/encode-sse'
import type { Incoming } from '@/lib/http/incoming'
import { mayDebug } from './may-debug'
import type { NativeServices } from './native-services'

/** A turn's events that this visitor may see, after `from`. Throws NOT_FOUND. */
export async function turnStream(
  call: { request: Incoming; viewer: Viewer; conversation: Conversation; turnId: string; from: Place | null },
  services: NativeServices,
): Promise<Response> {
  const { request, viewer, conversation, turnId, from } = call
  const { conversations } = services
  const scope = tenant(viewer.tenantId)
  const turn = await openTurn(conversations, scope, { conversationId: conversation.id, turnId })
  const audience = await audienceOf(services, viewer, conversation.agentId)
  return encodeSse((signal) => turnFrames(readTurn(conversations, scope, turn, { from, signal }), audience), {
    request,
  })
}

export async function audienceOf(services: NativeServices, viewer: Viewer, agentId: string): Promise<Audience> {
  return (await mayDebug(services, viewer, agentId)) ? 'debug' : 'visitor'
}

async function* turnFrames(parts: AsyncIterable<TurnPart>, audience: Audience): AsyncGenerator<SseEvent> {
  for await (const { event, place } of parts) {
    const visible = event.type === 'restart' ? event : visibleEvent(event, audience)
    if (visible) yield { data: JSON.stringify(visible), id: formatPlace(place) }
  }
}
