import { texts } from '../texts'
import { Button } from './button'

/** In place of what is not there yet, or could not be had. `failed`: what happened; what the server said stands below. */
export function LoadState({
  error,
  failed,
  loading,
  onRetry,
}: {
  error: Error | null
  failed: string
  loading: string
  onRetry: () => unknown
}) {
  if (!error)
    return (
      <p role="status" className="waiting-dot p-4 text-ink-soft">
        {loading}
      </p>
    )
  return (
    <div role="alert" className="space-y-3 p-4">
      <p className="font-medium">{failed}</p>
      <p className="text-ink-soft">{error.message}</p>
      <Button onClick={() => void onRetry()}>{texts.tryAgain}</Button>
    </div>
  )
}
