import type { TurnEvent } from './turn-event'

/** Time of a turn's model calls, in milliseconds; 0 where it made none. */
export function modelTimeMs(events: readonly TurnEvent[]): number {
  return Math.round(events.reduce((ms, event) => ms + (event.type === 'model-call' ? event.call.ms : 0), 0))
}
