import type { ReactNode } from 'react'

const looks = { quiet: 'text-ink-soft', danger: 'text-danger', ok: 'text-ok' }

/** One clear line, with what can be done about it. */
export function Notice({
  look = 'quiet',
  children,
  action,
}: {
  look?: keyof typeof looks
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={`quiet-in flex min-h-11 flex-wrap items-center gap-x-3 px-1 pb-1 ${looks[look]}`}>
      <p>{children}</p>
      {action}
    </div>
  )
}
