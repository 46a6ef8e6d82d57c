import type { ReactNode } from 'react'

/** Room around a page that is a list or a form; what needs the whole width (a graph) goes without it. */
export function ConsolePage({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-6xl space-y-5 px-4 py-4 pb-16 md:px-8 md:py-6 md:pb-20">{children}</div>
}
