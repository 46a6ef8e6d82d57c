export type SseEvent = {
  /** One line: JSON. */
  data: string
  /** The reader's place after it; left out where there is none. */
  id?: string
}

const pingMs = 15_000
const openAfterMs = 20
const batchLength = 16_384
const bytes = new TextEncoder()

/**
 * A stream of events, each sent as it comes. The reader's leaving ends the reading (`read` gets the signal) and nothing
 * else. `pingEveryMs`: how often a line is sent that says nothing, so that no proxy takes the silence for an end.
 */
export function encodeSse(
  read: (signal: AbortSignal) => AsyncIterable<SseEvent>,
  {
    request,
    headers = {},
    pingEveryMs = pingMs,
  }: { request: { signal: AbortSignal }; headers?: Record<string, string>; pingEveryMs?: number },
): Response {
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  // Not AbortSignal.any, which holds much for each stream.
  if (request.signal.aborted) leave()
  else request.signal.addEventListener('abort', leave, { once: true })
  const batch = createBatches(read(leaving.signal)[Symbol.asyncIterator]())
  let isCancelled = false
  const timers: NodeJS.Timeout[] = []
  const stopPings = () => timers.forEach(clearTimeout)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const ping = () => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(bytes.encode(': ping\n\n'))
      }
      // Headers leave with the first byte: a reader whose events are still to come learns that it is heard.
      timers.push(setTimeout(ping, openAfterMs), setInterval(ping, pingEveryMs))
    },
    async pull(controller) {
      const text = await batch().catch((error: unknown) => {
        stopPings()
        throw error
      })
      clearTimeout(timers[0])
      if (text !== '') return controller.enqueue(bytes.encode(text))
      stopPings()
      if (!isCancelled) controller.close()
    },
    cancel() {
      stopPings()
      isCancelled = true
      leave()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...headers,
    },
  })
}

/**
 * The frames of what comes in one turn of the event loop, as one piece: a write costs more than what it holds. Waits for
 * the first of them; empty at the end.
 */
function createBatches(events: AsyncIterator<SseEvent>): () => Promise<string> {
  let coming: Promise<IteratorResult<SseEvent>> | null = null
  return async () => {
    let text = ''
    let tick: Promise<'over'> | null = null
    while (text.length < batchLength) {
      coming ??= events.next()
      tick ??= text === '' ? null : new Promise((resolve) => setImmediate(resolve, 'over'))
      const next: IteratorResult<SseEvent> | 'over' = await (tick
        ? // What fails is told with the next piece: this one goes out first.
          Promise.race([coming.catch(() => 'over' as const), tick])
        : coming)
      if (next === 'over') break
      if (next.done) break
      coming = null
      text += frame(next.value)
    }
    return text
  }
}

/** `data` first: there are clients that look at an event's first line only. */
function frame({ data, id }: SseEvent): string {
  return `data: ${data}\n${id === undefined ? '' : `id: ${id}\n`}\n`
}
