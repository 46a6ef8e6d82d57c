import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '@/lib/client/session-query'
import { shellTexts } from '../texts/shell-texts'
import { usePerson } from './person'

/** Says when the session has ended, before somebody loses work by it. */
export function SessionLine() {
  const { data } = useQuery({ ...sessionQuery, initialData: usePerson().email })
  if (data !== null) return null
  const signIn = () => {
    location.href = `/login?callbackUrl=${encodeURIComponent(location.pathname + location.search)}`
  }
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-4 border-line border-b bg-sunken px-4 py-1">
      <p className="min-w-0 grow text-danger">{shellTexts.signedOut}</p>
      <button type="button" onClick={signIn} className="min-h-11 font-medium text-accent hover:underline">
        {shellTexts.signIn}
      </button>
    </div>
  )
}
