import type { TurnEvent } from './turn-event'

/**
 * Where a reader stands in a turn: what comes next. A position counts one for every UTF-16 unit of text and one for every
 * other event, shown or not, so that it is the same however the text was cut.
 */
export type Place = { turnId: string; attempt: number; position: number }

const pattern = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([1-9]\d{0,5})\.(0|[1-9]\d{0,8})$/i

/** Null where the text is no place. */
export function parsePlace(text: string): Place | null {
  const [, turnId, attempt, position] = pattern.exec(text) ?? []
  if (turnId === undefined) return null
  return { turnId: turnId.toLowerCase(), attempt: Number(attempt), position: Number(position) }
}

export function formatPlace({ turnId, attempt, position }: Place): string {
  return `${turnId}.${attempt}.${position}`
}

/** How far an event moves a reader on. */
export function sizeOf(event: TurnEvent): number {
  return event.type === 'text-delta' ? event.text.length : 1
}

/** The part of an event from `offset` on, where it is text: never half a surrogate pair. */
export function restOf<E extends TurnEvent>(event: E, offset: number): E {
  if (event.type !== 'text-delta' || offset <= 0) return event
  const code = event.text.charCodeAt(offset)
  const isInside = code >= 0xdc00 && code <= 0xdfff
  return { ...event, text: event.text.slice(isInside ? offset - 1 : offset) }
}
