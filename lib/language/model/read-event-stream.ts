import OpenAI from 'openai'
import { outage } from './provider-failure'

const maxEventLength = 4 * 1024 * 1024

/**
 * The JSON of a stream of server-sent events up to its `[DONE]`, whatever came together as one list. What fails, fails after
 * the events before it. Throws OpenAI.APIError for an error told inside the stream, SyntaxError for what is no JSON.
 */
export async function* readEventStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly unknown[]> {
  const decode = createEventDecoder()
  const pieces = body[Symbol.asyncIterator]()
  let isOver = false
  try {
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
      const events: unknown[] = []
      const outcome = decodeInto(events, piece.value, decode)
      if (events.length > 0) yield events
      if (outcome === 'done') {
        isOver = await endsNow(pieces)
        return
      }
      if (outcome) throw outcome.cause
    }
    isOver = true
  } finally {
    // A reader that leaves waits for nothing.
    if (!isOver) pieces.return?.().catch(() => undefined)
  }
}

/** A body read to its very end leaves its connection to the next request. */
function endsNow(pieces: AsyncIterator<Uint8Array>): Promise<boolean> {
  const end = pieces.next().then(
    ({ done }) => done === true,
    () => true,
  )
  return Promise.race([end, new Promise<boolean>((resolve) => setImmediate(resolve, false))])
}

type Decode = (bytes: Uint8Array, tell: (data: string, name: string) => boolean) => boolean

function decodeInto(events: unknown[], bytes: Uint8Array, decode: Decode): 'done' | { cause: unknown } | null {
  try {
    const isDone = decode(bytes, (data, name) => {
      if (data === '[DONE]') return true
      events.push(readEvent(data, name))
      return false
    })
    return isDone ? 'done' : null
  } catch (cause) {
    return { cause }
  }
}

function readEvent(data: string, name: string): unknown {
  const value: unknown = JSON.parse(data)
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : null
  if (!error && name !== 'error') return value
  const told = error || value
  throw new OpenAI.APIError(undefined, typeof told === 'object' && told ? told : {}, undefined, undefined)
}

/** Takes bytes as they come and tells each whole event; true once `tell` has said that it was the last. */
function createEventDecoder(): Decode {
  const decoder = new TextDecoder()
  let rest = ''
  let endedInReturn = false
  let data: string | null = null
  let name = ''
  return (bytes, tell) => {
    let text = decoder.decode(bytes, { stream: true })
    const isSecondHalf = endedInReturn && text.startsWith('\n')
    if (text !== '') endedInReturn = text.endsWith('\r')
    if (isSecondHalf) text = text.slice(1)
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    let end = text.indexOf('\n')
    if (end >= 0) end += rest.length
    text = rest + text
    let start = 0
    for (; end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
      if (end === start) {
        const [toldData, toldName] = [data, name]
        data = null
        name = ''
        if (toldData !== null && tell(toldData, toldName)) return true
      } else if (text.startsWith('data:', start)) {
        const value = valueAt(text, start + 5, end)
        data = data === null ? value : `${data}\n${value}`
      } else if (text.startsWith('event:', start)) name = valueAt(text, start + 6, end)
    }
    rest = text.slice(start)
    if (rest.length + (data?.length ?? 0) > maxEventLength) throw outage('an event of the answer is too long')
    return false
  }
}

function valueAt(text: string, start: number, end: number): string {
  return text.slice(text[start] === ' ' ? start + 1 : start, end)
}
