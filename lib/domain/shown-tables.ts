import type { DataTableShown } from './data-tools'
import type { TurnEvent } from './turn-event'

/** The tables that stand below a message: what was read after the message before it, and before it was over. Pure. */
export function shownTables(events: readonly TurnEvent[], messageId: string): readonly DataTableShown[] {
  const place = events.findIndex((event) => event.type === 'message-end' && event.messageId === messageId)
  if (place < 0) return []
  const before = events.slice(0, place)
  const read = before.slice(before.findLastIndex(({ type }) => type === 'message-end') + 1)
  return read.flatMap((event) => (event.type === 'tool-result' && event.table ? event.table : []))
}
