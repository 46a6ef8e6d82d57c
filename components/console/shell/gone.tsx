import Link from 'next/link'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { ApiError } from '@/lib/client/api-error'

/** In the place of a thing that is not there (any more), with the way to the others. */
export function Gone({
  title,
  href,
  back,
  children,
}: {
  title: string
  href: string
  back: string
  children: ReactNode
}) {
  return (
    <EmptyState
      title={title}
      action={
        <Link href={href} className="inline-flex min-h-11 items-center text-accent hover:underline">
          {back}
        </Link>
      }
    >
      {children}
    </EmptyState>
  )
}

/** Whether trying again cannot help: the server knows no such thing, or it has no such id. */
export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 422)
}
