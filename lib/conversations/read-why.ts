import type { Conversation, Turn } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import { sinceReset } from '@/lib/domain/since-reset'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { visibleEvent } from '@/lib/domain/visible-event'
import type { ConversationPorts } from './conversation-ports'
import { readAllTurns } from './read-all-turns'

/**
 * A conversation's turns above number `after`, oldest first, with the events that its visitor may see; `mayDebug` says of
 * its agent whether that is all of the why; of a turn whose message was hidden it is little.
 */
export async function readWhy(
  ports: Pick<ConversationPorts, 'store'>,
  conversation: Pick<Conversation, 'id' | 'tenantId' | 'agentId' | 'state'>,
  page: { after: number; limit: number },
  mayDebug: (agentId: string) => Promise<boolean>,
): Promise<Turn[]> {
  const audience = (await mayDebug(conversation.agentId)) ? 'debug' : 'visitor'
  const turns = await shownTurns(ports, conversation, page, audience)
  return turns.map((turn) => ({
    ...turn,
    events: hasHiddenInput(turn)
      ? bareEvents(turn)
      : turn.events.flatMap((event) => visibleEvent(event, audience) ?? []),
  }))
}

// What was said before a conversation was started over stays in its log.
async function shownTurns(
  ports: Pick<ConversationPorts, 'store'>,
  { id, tenantId, state }: Pick<Conversation, 'id' | 'tenantId' | 'state'>,
  page: { after: number; limit: number },
  audience: 'debug' | 'visitor',
): Promise<readonly Turn[]> {
  if (audience === 'debug' || state.historySince === 0) return ports.store.listTurns(tenant(tenantId), id, page)
  const turns = sinceReset(await readAllTurns(ports, { id, tenantId }))
  return turns.filter(({ number }) => number > page.after).slice(0, page.limit)
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
