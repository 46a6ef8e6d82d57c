import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What kind of thing it is, always said by an icon and a word beside its hue. */
export const hues = {
  transition: 'text-transition',
  variable: 'text-variable',
  tool: 'text-tool',
  source: 'text-source',
  model: 'text-model',
  danger: 'text-danger',
}

export function WhyRow({
  icon: Icon,
  hue,
  word,
  detail = null,
  children,
}: {
  icon: LucideIcon
  hue: keyof typeof hues
  /** What a screen reader hears instead of the icon. */
  word: string
  /** Small, at the end of the first line. */
  detail?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="flex gap-2 py-1.5">
      <Icon size={15} strokeWidth={1.9} aria-hidden className={`mt-0.5 shrink-0 ${hues[hue]}`} />
      <div className="min-w-0 grow text-[0.8125rem] leading-5 [overflow-wrap:anywhere]">
        <div className="flex items-baseline gap-2">
          <span className={`shrink-0 font-medium text-xs ${hues[hue]}`}>{word}</span>
          <span className="grow" />
          {detail === null ? null : <span className="shrink-0 text-ink-soft text-xs tabular-nums">{detail}</span>}
        </div>
        {children}
      </div>
    </li>
  )
}
