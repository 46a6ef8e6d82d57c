import type { ReactNode } from 'react'

/** Says what will be here, and offers the first step. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="quiet-in flex flex-col items-center gap-3 rounded-surface border border-line border-dashed px-5 py-12 text-center">
      <p className="font-medium text-base">{title}</p>
      {children ? <div className="max-w-[56ch] text-ink-soft">{children}</div> : null}
      {action}
    </div>
  )
}
