import { ApiError } from '@/lib/client/api-error'
import { chatbotTexts } from './chatbot-texts'

export function isSignedOut(error: Error | null): boolean {
  return error instanceof ApiError && error.status === 401
}

/** A session that has ended while the page was open: the way back in, and then here again. */
export function SignedOut() {
  const wanted = encodeURIComponent(`${location.pathname}${location.search}`)
  return (
    <div role="status" className="mx-auto w-full max-w-3xl grow space-y-3 px-4 pt-6 md:px-8">
      <p className="said">{chatbotTexts.signedOut}</p>
      <a
        href={`/login?callbackUrl=${wanted}`}
        className="inline-flex min-h-11 items-center rounded-control bg-accent px-4 font-medium text-accent-ink"
      >
        {chatbotTexts.signIn}
      </a>
    </div>
  )
}
