import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { collect } from './model-fixture'
import { readEventStream } from './read-event-stream'

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function* pieces(...parts: readonly Uint8Array[]) {
  yield* parts
}

const read = async (...texts: string[]) => (await collect(readEventStream(pieces(...texts.map(bytesOf))))).flat()

/** What was read before it failed, and how it failed. */
async function readUntilFailure(...texts: string[]): Promise<{ events: unknown[]; failure: unknown }> {
  const events: unknown[] = []
  try {
    for await (const batch of readEventStream(pieces(...texts.map(bytesOf)))) events.push(...batch)
  } catch (failure) {
    return { events, failure }
  }
  throw new Error('it did not fail')
}

describe('the events of a stream', () => {
  test('come as one list where they came together', async () => {
    const batches = await collect(readEventStream(pieces(bytesOf('data: 1\n\ndata: 2\n\n'), bytesOf('data: 3\n\n'))))
    expect(batches).toEqual([[1, 2], [3]])
  })

  test.each(['\n', '\r\n', '\r'])('are the same wherever bytes and lines that end in %j are cut', async (end) => {
    const lines = [': a comment', 'data: {"text":"grüß 😀"}', '', 'event: x', 'id: 7', 'data:{"n":', 'data: 2}', '', '']
    const whole = bytesOf(lines.join(end))
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const batches = await collect(readEventStream(pieces(whole.subarray(0, cut), whole.subarray(cut))))
      expect(batches.flat()).toEqual([{ text: 'grüß 😀' }, { n: 2 }])
    }
    const single = await collect(readEventStream(pieces(...Array.from(whole, (byte) => Uint8Array.of(byte)))))
    expect(single.flat()).toEqual([{ text: 'grüß 😀' }, { n: 2 }])
  })

  test('may end their lines in more than one way', async () => {
    const bytes = bytesOf('data: 1\r\n\ndata: 2\r\r\n')
    const batches = await collect(readEventStream(pieces(...Array.from(bytes, (byte) => Uint8Array.of(byte)))))
    expect(batches.flat()).toEqual([1, 2])
  })

  test('end with [DONE]', async () => {
    expect(await read('data: 1\n\ndata: [DONE]\n\ndata: 2\n\n')).toEqual([1])
  })

  test('end with the body where there is no [DONE], without what was not ended', async () => {
    expect(await read('data: 1\n\ndata: 2\n')).toEqual([1])
  })

  test('that are no JSON fail after those before them', async () => {
    const { events, failure } = await readUntilFailure('data: 1\n\ndata: {"a": [\n\n')
    expect(events).toEqual([1])
    expect(failure).toBeInstanceOf(SyntaxError)
  })

  test.each(['data: {"error":{"code":"busy"}}\n\n', 'event: error\ndata: {"code":"busy"}\n\n'])(
    'tell an error: %j',
    async (told) => {
      const { events, failure } = await readUntilFailure(`data: 1\n\n${told}`)
      expect(events).toEqual([1])
      expect(failure).toBeInstanceOf(OpenAI.APIError)
      expect(failure).toMatchObject({ code: 'busy' })
    },
  )

  test('are refused where one has no end', async () => {
    const half = 'x'.repeat(3 * 1024 * 1024)
    const { failure } = await readUntilFailure(`data: ${half}`, half)
    expect(String(failure)).toContain('too long')
  })

  test('leave the body when their reader leaves', async () => {
    let left = false
    async function* endless() {
      try {
        for (;;) yield bytesOf('data: 1\n\n')
      } finally {
        left = true
      }
    }
    for await (const _ of readEventStream(endless())) break
    expect(left).toBe(true)
  })
})
