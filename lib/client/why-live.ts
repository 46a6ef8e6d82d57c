import type { TurnEvent } from '@/lib/domain/turn-event'
import type { StreamEvent, TurnView } from './wire'

/** The events of the turn that is being read, without its text: what the debug panel shows before the turn is stored. */
export function hearLive(events: readonly TurnEvent[], event: StreamEvent): readonly TurnEvent[] {
  switch (event.type) {
    case 'restart':
      return []
    case 'turn-start':
      return [event]
    case 'text-delta':
      return events
    default:
      return [...events, event]
  }
}

/** The stored turns with the one that is being read; once it is stored, its row is what counts. */
export function withLive(turns: readonly TurnView[], events: readonly TurnEvent[]): readonly TurnView[] {
  const [start] = events
  if (start?.type !== 'turn-start') return turns
  const stored = turns.find(({ id, attempt }) => id === start.turnId && attempt >= start.attempt)
  if (stored && (stored.attempt > start.attempt || stored.status !== 'running')) return turns
  const { turnId: id, number, attempt, kind } = start
  const last = events.at(-1)
  const status = last?.type === 'turn-end' ? 'done' : last?.type === 'turn-error' ? 'failed' : 'running'
  const times = { started_at: new Date(start.at).toISOString(), ended_at: null }
  const live: TurnView = { id, number, attempt, kind, status, ...times, events, messages: stored?.messages ?? [] }
  return [...turns.filter((turn) => turn !== stored), live]
}
