import { ApiError } from '@/lib/client/api-error'
import { texts } from '../texts'
import { Button } from '../ui/button'

/** In place of a conversation that is not there: still loading, not to be had, or not reached. */
export function PanelState({
  error,
  onRetry,
  onNew = null,
  waiting = texts.conversation.loading,
  missing = texts.conversation.notFound,
  failed = texts.conversation.failed,
}: {
  error: Error | null
  onRetry: () => void
  onNew?: (() => void) | null
  waiting?: string
  missing?: string
  failed?: string
}) {
  const isMissing = error instanceof ApiError && error.status === 404
  const reason = error instanceof ApiError && !isMissing ? error.message : ''
  return (
    <div role="status" className="mx-auto w-full max-w-3xl grow px-4 pt-6 md:px-8">
      {error === null ? (
        <>
          <p className="sr-only">{waiting}</p>
          <div aria-hidden className="waiting-dot space-y-3">
            <div className="h-4 w-3/5 rounded-control bg-sunken" />
            <div className="h-4 w-2/5 rounded-control bg-sunken" />
          </div>
        </>
      ) : (
        <div className="quiet-in space-y-3">
          <p className="said">{isMissing ? missing : `${failed} ${reason}`}</p>
          {isMissing ? null : <Button onClick={onRetry}>{texts.tryAgain}</Button>}
          {isMissing && onNew ? <Button onClick={onNew}>{texts.threads.new}</Button> : null}
        </div>
      )}
    </div>
  )
}
