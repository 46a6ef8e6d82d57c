import Link from 'next/link'
import type { ReactNode } from 'react'

/** A thing or a list: where it stands, its title, its state, and its actions at the right. */
export function PageHeader({
  parent,
  title,
  state = null,
  actions = null,
}: {
  parent?: { label: string; href: string }
  title: string
  state?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex min-w-0 grow basis-44 flex-wrap items-center gap-x-2 gap-y-1">
        {parent ? (
          <>
            <Link
              href={parent.href}
              className="inline-flex min-h-11 items-center text-ink-soft hover:text-ink md:min-h-10"
            >
              {parent.label}
            </Link>
            <span aria-hidden className="text-ink-soft">
              /
            </span>
          </>
        ) : null}
        <h1 dir="auto" className="wrap-anywhere line-clamp-2 min-w-0 text-left font-semibold text-lg tracking-tight">
          {title}
        </h1>
        {state}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  )
}
