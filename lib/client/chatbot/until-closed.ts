import type { ServerFrame } from './chatbot-wire'
import { readFrame } from './server-frame'

/** Also where its session ends, a connection that held this long was a good one: the next pause is the shortest again. */
const steadyMs = 5_000

/** `wasUp`: the server had said who is connected. */
export type Closed = { code: number; wasUp: boolean; wasSteady: boolean }

/**
 * Hears what a socket says until it closes. Also ends when the browser loses its line: a socket may not notice that for
 * minutes.
 */
export function untilClosed(
  socket: WebSocket,
  hear: (frame: ServerFrame) => void,
  signal: AbortSignal,
): Promise<Closed> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const on = { signal: over.signal }
    const since = performance.now()
    let wasUp = false
    const end = (code: number) => {
      over.abort()
      resolve({ code, wasUp, wasSteady: wasUp && performance.now() - since > steadyMs })
    }
    socket.addEventListener(
      'message',
      ({ data }) => {
        const frame = readFrame(data)
        if (frame?.type === 'session_info') wasUp = true
        if (frame) hear(frame)
      },
      on,
    )
    socket.addEventListener('close', ({ code }) => end(code), on)
    addEventListener('offline', () => end(1006), on)
    signal.addEventListener('abort', () => end(1000), on)
    if (signal.aborted) end(1000)
  })
}
