import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const looks = {
  quiet: 'bg-sunken text-ink-soft',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-sunken text-ok',
  warning: 'bg-sunken text-variable',
  danger: 'bg-sunken text-danger',
}

/** A state in one word; its colour says nothing that the word does not. */
export function Badge({
  look = 'quiet',
  icon: Icon,
  children,
}: {
  look?: keyof typeof looks
  icon?: LucideIcon
  children: ReactNode
}) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs tabular-nums ${looks[look]}`}
    >
      {Icon ? <Icon size={12} aria-hidden /> : null}
      {children}
    </span>
  )
}
