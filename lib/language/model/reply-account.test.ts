import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/domain/errors'
import type { FakeAnswer } from '@/test/fake-provider'
import { collect, modelOnFake, textOf } from './model-fixture'

const busy: FakeAnswer = { kind: 'status', status: 429 }
const away: FakeAnswer = { kind: 'status', status: 503 }
const hello: FakeAnswer = { kind: 'text', chunks: ['Hello', ' there'] }
const unavailable = { code: 'MODEL_UNAVAILABLE' }

describe('a reply that is aborted', () => {
  test('throws the reason as it is, ends the request and is reported', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'hang', after: ['Hel'] })
    const abort = new AbortController()
    const gone = model.provider.whenAbandoned()
    const run = async () => {
      for await (const _ of model.reply({}, abort.signal)) abort.abort('stop')
    }
    await expect(run()).rejects.toBe('stop')
    await gone
    expect(model.calls).toMatchObject([{ error: 'stopped' }])
  })

  test('while it waits for a retry does not try again', async () => {
    const abort = new AbortController()
    await using model = await modelOnFake({
      wait: async (_, signal) => {
        abort.abort('cancelled')
        signal.throwIfAborted()
      },
    })
    model.provider.answer(away)
    await expect(collect(model.reply({}, abort.signal))).rejects.toBe('cancelled')
    expect(model.provider.requests).toHaveLength(1)
  })

  test('before it begins asks nobody', async () => {
    await using model = await modelOnFake()
    await expect(collect(model.reply({}, AbortSignal.abort('timeout')))).rejects.toBe('timeout')
    expect(model.provider.requests).toHaveLength(0)
  })

  test('by a reader that stops reading ends the request', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'hang', after: ['Hel'] })
    const gone = model.provider.whenAbandoned()
    for await (const _ of model.reply()) break
    await gone
    expect(model.calls).toMatchObject([{ error: 'stopped by its reader' }])
  })
})

describe('the account of a reply', () => {
  const prices = { first: { inputPerMillion: 2, outputPerMillion: 10 } }

  test('has tokens from the usage chunk, cost from the table, and the time of the first word', async () => {
    await using model = await modelOnFake({ prices })
    model.provider.answer({ ...hello, usage: { prompt_tokens: 1000, completion_tokens: 100 } })
    await model.parts()
    const [call] = model.calls
    expect(call).toMatchObject({
      purpose: 'reply',
      provider: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      model: 'first',
      inputTokens: 1000,
      outputTokens: 100,
      cost: 0.003,
      retries: 0,
      error: null,
    })
    expect(call?.firstTokenMs).toBeLessThanOrEqual(call?.ms ?? -1)
  })

  test('has no tokens and no cost where the provider tells none', async () => {
    await using model = await modelOnFake({ prices })
    await model.parts()
    expect(model.calls).toMatchObject([{ inputTokens: null, outputTokens: null, cost: null }])
  })

  test('has no cost where the price is not known', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ ...hello, usage: { prompt_tokens: 1, completion_tokens: 1 } })
    await model.parts()
    expect(model.calls).toMatchObject([{ inputTokens: 1, cost: null }])
  })

  test('adds the tokens of a try that had to be repeated', async () => {
    await using model = await modelOnFake({ prices })
    const usage = { prompt_tokens: 1000, completion_tokens: 0 }
    model.provider.answer({ kind: 'text', chunks: [], usage }, { ...hello, usage })
    await model.parts()
    expect(model.calls).toMatchObject([{ inputTokens: 2000, cost: 0.004, retries: 1 }])
  })

  test('and the log hold neither the key nor what was said nor what the provider wrote', async () => {
    await using model = await modelOnFake()
    const told = { message: 'my secret words with sk-very-secret' }
    model.provider.answer(
      { kind: 'status', status: 500, error: told },
      { kind: 'stream-error', chunks: [] },
      { kind: 'status', status: 400, error: told },
    )
    const error: unknown = await model.parts().catch((thrown: unknown) => thrown)
    const cause = isAppError(error) && error.cause instanceof Error ? `${error.cause.stack} ${error.cause.cause}` : ''
    const everything = JSON.stringify([model.calls, model.logged, error]) + cause
    expect(model.logged).toHaveLength(3)
    expect(everything).not.toMatch(/secret|visitor/)
  })
})

describe('a provider that is down', () => {
  test('is left alone after five failures in a row, and asked again by one probe thirty seconds later', async () => {
    const time = { now: 0 }
    await using model = await modelOnFake({ clock: { now: () => time.now, monotonic: () => time.now } })
    model.provider.otherwise(away)
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(5)
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(5)
    expect(model.calls.at(-1)).toMatchObject({ retries: 0, error: 'not asked: it failed too often' })
    time.now = 30_000
    model.provider.otherwise(hello)
    expect(textOf(await model.parts())).toBe('Hello there')
  })

  test('is not taken for down because it asks to slow down', async () => {
    await using model = await modelOnFake()
    model.provider.otherwise(busy)
    for (let asked = 0; asked < 3; asked += 1) await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(9)
  })

  test('does not keep the fallback model from answering', async () => {
    await using model = await modelOnFake({ fallbackModel: 'second' })
    model.provider.answer(away, away, away, hello, away, away)
    await model.parts()
    await model.parts()
    model.provider.requests.length = 0
    await model.parts()
    expect(model.provider.requests.map(({ body }) => body.model)).toEqual(['second'])
  })
})
