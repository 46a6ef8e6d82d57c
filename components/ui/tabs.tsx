import { type KeyboardEvent, type ReactNode, useEffect, useId } from 'react'

export type Tab<T extends string> = { id: T; label: string; count?: number }

/** Views of one thing, where they truly differ. Arrow keys move between them. */
export function Tabs<T extends string>({
  label,
  tabs,
  current,
  onChange,
  className = '',
  children,
}: {
  label: string
  tabs: readonly Tab<T>[]
  current: T
  onChange: (id: T) => void
  className?: string
  /** The current tab's view. */
  children: ReactNode
}) {
  const id = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = tabs.findIndex((tab) => tab.id === current)
    const places: Record<string, number> = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }
    const wanted = places[event.key]
    const next = wanted === undefined ? undefined : tabs.at(wanted % tabs.length)
    if (!next) return
    event.preventDefault()
    onChange(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  useEffect(() => showTab(document.getElementById(`${id}-${current}`)), [id, current])
  return (
    <div className={`flex min-h-0 flex-col ${className}`}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex shrink-0 overflow-x-auto border-line border-b px-1"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === current}
            aria-controls={`${id}-view`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className="-mb-px inline-flex min-h-11 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-ink-soft hover:text-ink focus-visible:outline-offset-[-2px] aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink md:min-h-10"
          >
            {tab.label}
            {tab.count ? <span className="text-ink-soft text-xs tabular-nums">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <div id={`${id}-view`} role="tabpanel" aria-labelledby={`${id}-${current}`} tabIndex={0} className="min-h-0 grow">
        {children}
      </div>
    </div>
  )
}

/** Where they do not all fit, the current one is seen, and a bit of the next. The page itself stays where it is. */
function showTab(tab: HTMLElement | null): void {
  const list = tab?.parentElement
  if (!tab || !list) return
  const [own, room] = [tab.getBoundingClientRect(), list.getBoundingClientRect()]
  const margin = 32
  if (own.right > room.right) list.scrollLeft += own.right - room.right + margin
  if (own.left < room.left) list.scrollLeft -= room.left - own.left + margin
}
