import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { collect } from './model-fixture'
import { readChunks } from './read-answer'
import { watchSilence } from './watch-silence'

const idleMs = 1000

// Words, then silence until the request is aborted.
async function* wordsThenSilence(signal: AbortSignal, ...words: string[]) {
  for (const content of words) yield [{ choices: [{ delta: { content } }] }]
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

describe('the time a stream may stay silent', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('does not run while the reader is busy with what it has', async () => {
    const watch = watchSilence(new AbortController().signal)
    const chunks = readChunks(wordsThenSilence(watch.signal, 'a', 'b'), watch, idleMs)
    await chunks.next()
    await vi.advanceTimersByTimeAsync(10 * idleMs)
    expect((await chunks.next()).done).toBe(false)
  })

  test('runs while the reader waits', async () => {
    const watch = watchSilence(new AbortController().signal)
    const chunks = readChunks(wordsThenSilence(watch.signal, 'a'), watch, idleMs)
    await chunks.next()
    const refused = expect(chunks.next()).rejects.toThrow('nothing heard for 1000 ms')
    await vi.advanceTimersByTimeAsync(idleMs)
    await refused
  })

  test('starts over with every chunk', async () => {
    const watch = watchSilence(new AbortController().signal)
    async function* slow() {
      for (const content of ['a', 'b', 'c']) {
        await new Promise((resolve) => setTimeout(resolve, idleMs - 1))
        yield [{ choices: [{ delta: { content } }] }]
      }
    }
    const read = collect(readChunks(slow(), watch, idleMs))
    await vi.advanceTimersByTimeAsync(3 * idleMs)
    expect(await read).toHaveLength(3)
  })

  test('gives way to the reason of a caller that aborts', async () => {
    const abort = new AbortController()
    const watch = watchSilence(abort.signal)
    const chunks = readChunks(wordsThenSilence(watch.signal, 'a'), watch, idleMs)
    await chunks.next()
    const refused = expect(chunks.next()).rejects.toBe('stop')
    abort.abort('stop')
    await refused
  })
})
