import { outage, type ProviderFailure } from './provider-failure'

/** Cuts a try off that stays silent for too long. Runs only between `listen` and `heard`: a slow reader is not a silent provider. */
export type SilenceWatch = {
  /** Aborts with the caller's signal, or when the time is over. */
  signal: AbortSignal
  listen(ms: number): void
  heard(): void
  /** Ends the request, where it still runs. */
  close(): void
  /** The failure, where silence was the reason; throws the caller's reason, where that was it; otherwise null. */
  verdict(): ProviderFailure | null
}

export function watchSilence(caller: AbortSignal): SilenceWatch {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let silentMs: number | null = null
  // Not AbortSignal.any: it holds as much as all else here together.
  const leave = () => controller.abort(caller.reason)
  if (caller.aborted) leave()
  else caller.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    listen(ms) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        silentMs = ms
        controller.abort()
      }, ms)
    },
    heard() {
      clearTimeout(timer)
    },
    close() {
      clearTimeout(timer)
      caller.removeEventListener('abort', leave)
      controller.abort()
    },
    verdict() {
      caller.throwIfAborted()
      return silentMs === null ? null : outage(`nothing heard for ${silentMs} ms`)
    },
  }
}
