import type { Turn } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/store'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Viewer } from '@/lib/domain/viewer'
import { visibleEvent } from '@/lib/domain/visible-event'
import type { ConversationPorts } from './conversation-ports'
import { openConversationFor } from './open-conversation-for'

export type WhyRequest = { conversationId: string; after: number; limit: number }

/**
 * A conversation's turns above number `after`, oldest first, with the events that its visitor may see; `mayDebug` says of
 * its agent whether that is all of the why; of a turn whose message was hidden it is little. Throws NOT_FOUND.
 */
export async function readWhy(
  { store }: Pick<ConversationPorts, 'store'>,
  viewer: Viewer,
  { conversationId, after, limit }: WhyRequest,
  mayDebug: (agentId: string) => Promise<boolean>,
): Promise<Turn[]> {
  const { id, agentId } = await openConversationFor({ store }, viewer, conversationId)
  const audience = (await mayDebug(agentId)) ? 'debug' : 'visitor'
  const turns = await store.listTurns(tenant(viewer.tenantId), id, { after, limit })
  return turns.map((turn) => ({
    ...turn,
    events: hasHiddenInput(turn)
      ? bareEvents(turn)
      : turn.events.flatMap((event) => visibleEvent(event, audience) ?? []),
  }))
}

function hasHiddenInput({ events, messages }: Turn): boolean {
  const [start] = events
  if (start?.type !== 'turn-start' || start.kind !== 'input') return false
  return messages.every(({ id }) => id !== start.messageId)
}

// What was understood of a message repeats its words.
function bareEvents({ events }: Turn): TurnEvent[] {
  const shown = events.filter((event) => event.type !== 'sources-found')
  return shown.flatMap((event) => visibleEvent(event, 'visitor') ?? [])
}
