import { Ellipsis, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { IconButton } from './icon-button'

export type MenuItem = {
  label: string
  icon?: LucideIcon
  look?: 'plain' | 'danger'
  isDisabled?: boolean
} & ({ onChoose: () => void } | { href: string })

/** Further actions behind one button. The browser's own popover: it closes on Escape and on a click beside it. */
export function Menu({
  label,
  items,
  trigger = null,
}: {
  label: string
  items: readonly MenuItem[]
  /** What stands on the button; without it three dots. */
  trigger?: ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLSpanElement>(null)
  const close = () => list.current?.hidePopover()
  const place = () => {
    const box = button.current?.getBoundingClientRect()
    const menu = list.current
    if (!box || !menu) return
    const { offsetWidth: width, offsetHeight: height } = menu
    const below = box.bottom + 4
    menu.style.top = `${below + height > innerHeight ? Math.max(8, box.top - height - 4) : below}px`
    menu.style.visibility = 'visible'
    menu.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])]
    const at = document.activeElement instanceof HTMLElement ? entries.indexOf(document.activeElement) : -1
    const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
    const wanted = places[event.key]
    if (wanted !== undefined) {
      event.preventDefault()
      entries.at(wanted % entries.length)?.focus()
    }
    if (event.key === 'Tab') close()
  }
  return (
    <>
      <span ref={button} className="inline-flex">
        {trigger === null ? (
          <IconButton icon={Ellipsis} label={label} popoverTarget={id} aria-haspopup="menu" className="md:size-10" />
        ) : (
          <button
            type="button"
            popoverTarget={id}
            aria-haspopup="menu"
            className="inline-flex min-h-11 items-center gap-2 rounded-control border border-line-strong bg-surface px-4 font-medium hover:bg-sunken"
          >
            {trigger}
          </button>
        )}
      </span>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onBeforeToggle={(event) => {
          // Placed once its size is known.
          if (event.newState === 'open') event.currentTarget.style.visibility = 'hidden'
        }}
        onToggle={(event) => {
          if (event.newState !== 'open') return
          place()
          list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
        }}
        className="fixed inset-auto m-0 min-w-44 rounded-surface border border-line bg-surface p-1 text-ink shadow-float"
      >
        {items.map((item) => (
          <MenuEntry key={item.label} item={item} onDone={close} />
        ))}
      </div>
    </>
  )
}

function MenuEntry({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const Icon = item.icon
  const look = `flex min-h-11 w-full items-center gap-2.5 rounded-control px-3 text-start hover:bg-sunken focus-visible:outline-offset-[-2px] disabled:opacity-50 md:min-h-10 ${item.look === 'danger' ? 'text-danger' : ''}`
  const inside = (
    <>
      {Icon ? <Icon size={16} aria-hidden className="shrink-0" /> : null}
      {item.label}
    </>
  )
  if ('href' in item)
    return (
      <a role="menuitem" tabIndex={-1} href={item.href} className={look} onClick={onDone}>
        {inside}
      </a>
    )
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={item.isDisabled}
      className={look}
      onClick={() => {
        onDone()
        item.onChoose()
      }}
    >
      {inside}
    </button>
  )
}
