import type { Turn } from './conversation'
import type { TurnEvent } from './turn-event'
import { readingWithoutSensitive, withoutSensitive } from './visible-form'

/** A turn without what sensitive fields were answered: in its events, and in the visitor's own words. Pure. */
export function maskedTurn(turn: Turn): Turn {
  if (!turn.events.some(isSensitive)) return turn
  return {
    ...turn,
    events: turn.events.map(masked),
    messages: turn.messages.map((message) => (message.role === 'user' ? { ...message, content: '••••' } : message)),
  }
}

function isSensitive(event: TurnEvent): boolean {
  if (event.type === 'form-changed')
    return event.changes.some((change) => 'isSensitive' in change && change.isSensitive === true)
  return event.type === 'input-understood' && event.understood.form?.values.some((value) => value.isSensitive) === true
}

function masked(event: TurnEvent): TurnEvent {
  switch (event.type) {
    case 'turn-start':
      return { ...event, text: null }
    case 'form-changed':
      return { ...event, changes: event.changes.map(withoutSensitive) }
    case 'input-understood': {
      const { form } = event.understood
      return form ? { ...event, understood: { ...event.understood, form: readingWithoutSensitive(form) } } : event
    }
    default:
      return event
  }
}
