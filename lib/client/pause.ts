const longestMs = 15_000

/** How long to wait before try `tries` + 1: growing, with a spread, so that many pages do not come back in one moment. */
export function pauseMs(tries: number, retryAfterSeconds: number | null, random = Math.random): number {
  const grown = Math.min(longestMs, 400 * 2 ** tries)
  return Math.max(grown * (0.75 + random() / 2), (retryAfterSeconds ?? 0) * 1000)
}

/** Resolves after `ms`, or sooner when the browser says that the line is back. Rejects when aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', wake)
      signal.removeEventListener('abort', abort)
      settle()
    }
    const wake = end(resolve)
    const abort = end(() => reject(signal.reason))
    const timer = setTimeout(wake, ms)
    globalThis.addEventListener?.('online', wake)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
}
