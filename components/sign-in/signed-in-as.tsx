import { texts } from '../texts'
import { Button } from '../ui/button'

/** Whose session this is, and the way out of it. */
export function SignedInAs({ email }: { email: string }) {
  return (
    <form method="post" action="/api/auth/signout" className="flex items-center justify-between gap-2">
      <p className="min-w-0 text-ink-soft text-xs">
        {texts.signIn.signedInAs} <bdi className="block truncate font-medium text-ink">{email}</bdi>
      </p>
      <Button type="submit" look="plain" className="shrink-0">
        {texts.signIn.signOut}
      </Button>
    </form>
  )
}
