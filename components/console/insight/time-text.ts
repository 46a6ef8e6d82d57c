/** A day is one of UTC, whose days the figures are of; an hour is told by the reader's clock. */
export function timeText(at: string, by: 'day' | 'hour'): string {
  const date = new Date(at)
  return by === 'day'
    ? date.toLocaleDateString([], { day: 'numeric', month: 'short', timeZone: 'UTC' })
    : date.toLocaleString([], { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
}
