import type { Opening } from '@/lib/domain/conversation-store'

/** The number an opening turn gave itself in its first event; turns count from 1. */
export function openingNumber(opening: Opening): number {
  const start = opening.result.events.find((event) => event.type === 'turn-start')
  return start?.number ?? 1
}
