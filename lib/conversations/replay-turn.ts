import type { Turn } from '@/lib/domain/conversation'
import { sizeOf } from '@/lib/domain/place'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Recorded } from './recording'

/** A stored turn as its recording was, with the same positions: the messages' text stands before their ends again. Pure. */
export function replayTurn(turn: Turn): Recorded[] {
  const replayed: Recorded[] = []
  let end = 0
  for (const event of [
    ...startIfMissing(turn),
    ...turn.events.flatMap((event) => withText(turn, event)),
    ...endIfMissing(turn),
  ]) {
    end += sizeOf(event)
    replayed.push({ event, end })
  }
  return replayed
}

// A failed turn keeps its words among its events: there is no message that has them.
function withText({ messages, status }: Turn, event: TurnEvent): TurnEvent[] {
  if (event.type !== 'message-end' || status !== 'done') return [event]
  const { at, messageId } = event
  const text = messages.find(({ id }) => id === messageId)?.content ?? ''
  return text === '' ? [event] : [{ at, type: 'text-delta', messageId, text }, event]
}

// A turn whose owner died, or that was ended in the middle, has left no events.
function startIfMissing({ id, number, attempt, kind, messages, events, startedAt }: Turn): TurnEvent[] {
  if (events.length > 0) return []
  const heard = messages.find(({ role }) => role === 'user')
  const nodeId = heard?.nodeId ?? ''
  const start = { turnId: id, number, attempt, kind, messageId: heard?.id ?? null, text: null }
  return [{ at: startedAt, type: 'turn-start', ...start, nodeId, nodeName: nodeId, inputNumber: 0 }]
}

function endIfMissing({ status, events, startedAt, endedAt }: Turn): TurnEvent[] {
  const last = events.at(-1)?.type
  if (last === 'turn-end' || last === 'turn-error') return []
  const at = endedAt ?? startedAt
  if (status === 'cancelled') return [{ at, type: 'turn-error', code: 'GONE', message: 'Session is no longer active' }]
  const message = 'The turn was interrupted. Your message is kept; send it again to retry.'
  return [{ at, type: 'turn-error', code: 'BUSY', message }]
}
