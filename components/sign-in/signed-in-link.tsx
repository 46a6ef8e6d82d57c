import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/lib/client/session-query'
import { texts } from '../texts'

/** Whose session this is, for as long as it lasts; it leads to the page that ends it. `email`: whose it was at first. */
export function SignedInLink({ email }: { email: string }) {
  const { data } = useQuery({ ...sessionQuery, initialData: email })
  if (data === null) return null
  return (
    <a href="/login" className="flex min-h-11 flex-col justify-center rounded-control px-3 text-xs hover:bg-surface">
      <span className="text-ink-soft">{texts.signIn.signedInAs}</span>
      <bdi className="truncate">{data}</bdi>
    </a>
  )
}
