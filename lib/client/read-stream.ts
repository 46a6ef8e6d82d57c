import { ApiError, isPassing } from './api-error'
import { parseSse } from './parse-sse'
import { pause, pauseMs } from './pause'
import type { StreamEvent } from './wire'

type Reading = {
  /** Asks for the turn: from its start while nothing was read, else after `place`. */
  open: (turnId: string | null, place: string | null, signal: AbortSignal) => Promise<Response>
  /** Where the reader stands already, when it comes back to a running turn. */
  from: { turnId: string; place: string | null } | null
  onLine: (line: 'up' | 'down') => void
  signal: AbortSignal
  wait?: typeof pause
}

/** Tries in a row without one event, before a server that answers with errors is given up. A line that is away never is. */
const mostRefusals = 6

/**
 * A turn's events up to its end, over any number of connections: each goes on after the last event that came.
 * Throws `ApiError` where the server refuses, and the signal's reason.
 */
export async function* readStream({ open, from, onLine, signal, wait = pause }: Reading): AsyncGenerator<StreamEvent> {
  let turnId = from?.turnId ?? null
  let place = from?.place ?? null
  let failures = 0
  let refusals = 0
  for (;;) {
    let retryAfter: number | null = null
    try {
      const response = await open(turnId, place, signal)
      onLine('up')
      if (!response.body) throw new ApiError(0, 'The answer had no body.', 'OFFLINE', null)
      for await (const { id, data } of parseSse(response.body)) {
        const event: StreamEvent = JSON.parse(data)
        failures = 0
        refusals = 0
        place = id ?? place
        if (event.type === 'turn-start') turnId = event.turnId
        yield event
        if (event.type === 'turn-end' || event.type === 'turn-error') return
      }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof ApiError) {
        if (error.status > 0) refusals += 1
        if (!isPassing(error) || refusals >= mostRefusals) throw error
        retryAfter = error.retryAfterSeconds
      }
    }
    signal.throwIfAborted()
    onLine('down')
    await wait(pauseMs(failures++, retryAfter), signal)
  }
}
