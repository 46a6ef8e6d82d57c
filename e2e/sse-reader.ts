import { Buffer } from 'node:buffer'

export type ReadEvent = { id: string; data: ReturnType<typeof JSON.parse> }

export type SseReader = {
  /** The next event; null at the end. */
  next(): Promise<ReadEvent | null>
  rest(): Promise<ReadEvent[]>
  leave(): void
}

/** Reads a stream of events as it comes. Rejects where the server answers with anything else. */
export async function readSse(url: string, init: RequestInit = {}): Promise<SseReader> {
  const leaving = new AbortController()
  const response = await fetch(url, { ...init, signal: leaving.signal })
  if (!response.body || response.headers.get('content-type') !== 'text/event-stream; charset=utf-8')
    throw new Error(`${response.status} ${await response.text()}`)
  const reader = response.body.getReader()
  let text = ''
  async function next(): Promise<ReadEvent | null> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end === -1) {
        const { done, value } = await reader.read()
        if (done) return null
        text += Buffer.from(value).toString('utf8')
        continue
      }
      const block = text.slice(0, end)
      text = text.slice(end + 2)
      const [, data, id] = /^data: (.*)\nid: (.*)$/.exec(block) ?? []
      if (data !== undefined && id !== undefined) return { data: JSON.parse(data), id }
    }
  }
  async function rest(): Promise<ReadEvent[]> {
    const events: ReadEvent[] = []
    for (let event = await next(); event; event = await next()) events.push(event)
    return events
  }
  return { next, rest, leave: () => leaving.abort() }
}
