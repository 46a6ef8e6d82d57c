import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId } from 'react'

/** A group of fields that belong together. */
export function Section({
  title,
  children,
  action = null,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="space-y-3 border-line border-t px-4 py-4">
      <div className="flex items-center justify-between gap-2">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  )
}

/** The same for what is seldom changed: closed, with what it holds in a few words. */
export function Fold({
  title,
  state = null,
  isOpen = false,
  children,
}: {
  title: string
  /** What stands in it now. */
  state?: ReactNode
  isOpen?: boolean
  children: ReactNode
}) {
  return (
    <details open={isOpen} className="group border-line border-t">
      <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-1 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-soft group-open:rotate-90" />
        <h3 className="font-semibold">{title}</h3>
        <span className="wrap-anywhere ms-auto line-clamp-1 min-w-0 text-end text-ink-soft text-xs">{state}</span>
      </summary>
      <div className="space-y-3 px-4 pt-1 pb-4">{children}</div>
    </details>
  )
}
