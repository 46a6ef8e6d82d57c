import { expect, test } from 'vitest'
import { ApiError } from './api-error'
import { readStream } from './read-stream'

const events = [
  { type: 'turn-start', turnId: 't', messageId: 'q' },
  { type: 'text-delta', messageId: 'a', text: 'Grüße, ' },
  { type: 'text-delta', messageId: 'a', text: 'Welt 👋\n\ndata: not one' },
  { type: 'message-end', messageId: 'a' },
  { type: 'turn-end', stopped: false },
]
const wire = events.map((event, place) => `data: ${JSON.stringify(event)}\nid: t.1.${place}\n\n: ping\n\n`)
const bytes = new TextEncoder().encode(wire.join(''))

/** A body that gives these bytes in pieces and then breaks, or ends. */
function bodyOf(pieces: readonly Uint8Array[], breaks = false): Response {
  const rest = [...pieces]
  const body = new ReadableStream<Uint8Array>({
    pull(control) {
      const next = rest.shift()
      if (next) control.enqueue(next)
      else if (breaks) control.error(new TypeError('network error'))
      else control.close()
    },
  })
  return new Response(body)
}

type Open = Parameters<typeof readStream>[0]['open']

async function read(open: Open, from: { turnId: string; place: null } | null = null) {
  const waits: number[] = []
  const lines: string[] = []
  const seen: unknown[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const { signal } = new AbortController()
  for await (const event of readStream({ open, from, onLine: (line) => lines.push(line), signal, wait }))
    seen.push(event)
  return { seen, waits, lines }
}

test('a stream is read the same however its bytes were cut', async () => {
  for (let size = 1; size <= 60; size += 1) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.slice(at * size, (at + 1) * size),
    )
    expect((await read(async () => bodyOf(pieces))).seen).toEqual(events)
  }
})

test('after a cut at any byte the reader asks for what is missing, and nothing comes twice', async () => {
  for (let cut = 0; cut < bytes.length; cut += 1) {
    const asked: (string | null)[] = []
    const { seen } = await read(async (turnId, place) => {
      asked.push(turnId)
      if (asked.length === 1) return bodyOf([bytes.slice(0, cut)], true)
      const from = place === null ? 0 : Number(place.split('.')[2]) + 1
      return bodyOf([new TextEncoder().encode(wire.slice(from).join(''))])
    })
    expect(seen).toEqual(events)
    expect(asked[0]).toBeNull()
  }
})

test('while the server is not reached the pauses grow, and it is never given up', async () => {
  let tries = 0
  const { seen, waits, lines } = await read(async () => {
    tries += 1
    if (tries <= 12) throw new ApiError(0, 'The server cannot be reached.', 'OFFLINE', null)
    return bodyOf([bytes])
  })
  expect(seen).toEqual(events)
  expect(waits).toHaveLength(12)
  expect(waits[5]).toBeGreaterThan(waits[0] ?? 0)
  expect(Math.max(...waits)).toBeLessThan(20_000)
  expect(lines.at(-1)).toBe('up')
})

test('a busy server is asked again no sooner than it said', async () => {
  let tries = 0
  const { waits } = await read(async () => {
    tries += 1
    if (tries === 1) throw new ApiError(503, 'Busy', 'BUSY', 7)
    return bodyOf([bytes])
  })
  expect(waits).toEqual([7_000])
})

test('a refusal is said at once, and a server that only fails is given up', async () => {
  const refuse = async () => Promise.reject(new ApiError(410, 'Ended', 'ENDED', null))
  await expect(read(refuse)).rejects.toMatchObject({ status: 410 })
  let tries = 0
  const fail = async () => {
    tries += 1
    throw new ApiError(500, 'Broken', 'SERVER_ERROR', null)
  }
  await expect(read(fail)).rejects.toMatchObject({ status: 500 })
  expect(tries).toBe(6)
})
