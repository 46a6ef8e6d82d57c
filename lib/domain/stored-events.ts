import type { TurnEvent } from './turn-event'

/** The events of a turn as the log keeps them: without text, which stands in the message rows. */
export function storedEvents(events: readonly TurnEvent[]): TurnEvent[] {
  return events
    .filter((event) => event.type !== 'text-delta')
    .map((event) => (event.type === 'turn-start' ? { ...event, text: null } : event))
}
