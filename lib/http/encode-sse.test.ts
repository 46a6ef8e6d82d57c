import { expect, test } from 'vitest'
import { encodeSse, type SseEvent } from './encode-sse'

const request = { signal: new AbortController().signal }

async function* say(...events: SseEvent[]): AsyncGenerator<SseEvent> {
  yield* events
}

test('to the byte: data first, then the id, then an empty line', async () => {
  const response = encodeSse(() => say({ data: '{"a":"é"}', id: 't.1.2' }, { data: '{}' }), { request })
  expect(await response.text()).toBe('data: {"a":"é"}\nid: t.1.2\n\ndata: {}\n\n')
})

test('no proxy holds it back or changes it', () => {
  const { headers } = encodeSse(() => say(), { request, headers: { 'x-parley-visitor': 'v' } })
  expect(Object.fromEntries(headers)).toEqual({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'x-parley-visitor': 'v',
  })
})

test('while nothing is said, a comment goes out from time to time', async () => {
  const more = Promise.withResolvers<void>()
  async function* slow(): AsyncGenerator<SseEvent> {
    await more.promise
    yield { data: '1' }
  }
  const response = encodeSse(slow, { request, pingEveryMs: 1 })
  const reader = response.body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(': ping\n\n')
  more.resolve()
  let text = ''
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
    text += Buffer.from(next.value).toString()
  expect(text.replaceAll(': ping\n\n', '')).toBe('data: 1\n\n')
})

test('a reader that leaves is told to the reading, which ends', async () => {
  const told = Promise.withResolvers<AbortSignal>()
  const response = encodeSse(
    (signal) => {
      signal.addEventListener('abort', () => told.resolve(signal))
      return say({ data: '1' }, { data: '2' })
    },
    { request },
  )
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect((await told.promise).aborted).toBe(true)
})
