import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { sessionQuery } from '@/lib/client/session-query'
import { texts } from '../texts'

const look = 'flex min-h-11 flex-col justify-center rounded-control px-3 hover:bg-surface'

/**
 * Whose session this is, for as long as it lasts; it leads to the page that ends it. `email`: whose it was at first;
 * `children`: what else is there for people who are signed in.
 */
export function SignedInLink({ email, children }: { email: string; children?: ReactNode }) {
  const { data } = useQuery({ ...sessionQuery, initialData: email })
  if (data === null) return null
  return (
    <div className="shrink-0 border-line border-t pt-1">
      {children}
      <a href="/login" className={`text-xs ${look}`}>
        <span className="text-ink-soft">{texts.signIn.signedInAs}</span>
        <bdi className="truncate">{data}</bdi>
      </a>
    </div>
  )
}

export function SideLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className={look}>
      {children}
    </a>
  )
}
