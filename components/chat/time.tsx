/** The hour today, the day before that; the whole of it in the pointer's tip. */
export function Time({ at }: { at: string }) {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  const short = isToday
    ? date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' })
  return (
    <time dateTime={at} title={date.toLocaleString()} className="tabular-nums">
      {short}
    </time>
  )
}
