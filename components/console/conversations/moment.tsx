/** Day and time: lists of conversations go back further than today. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at)
  const isThisYear = date.getFullYear() === new Date().getFullYear()
  return (
    <time dateTime={at} title={date.toLocaleString()} className="whitespace-nowrap tabular-nums">
      {date.toLocaleString([], {
        ...{ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
        ...(isThisYear ? {} : { year: 'numeric' }),
      })}
    </time>
  )
}
