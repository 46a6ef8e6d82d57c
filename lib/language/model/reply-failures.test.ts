import { describe, expect, test } from 'vitest'
import type { ReplyPart } from '@/lib/domain/language'
import type { FakeAnswer } from '@/test/fake-provider'
import { modelOnFake, plainSettings, textOf } from './model-fixture'

const busy: FakeAnswer = { kind: 'status', status: 429 }
const away: FakeAnswer = { kind: 'status', status: 503 }
const hello: FakeAnswer = { kind: 'text', chunks: ['Hello', ' there'] }
const unavailable = { code: 'MODEL_UNAVAILABLE' }

describe('a reply that fails before its first word', () => {
  test.each<[string, FakeAnswer]>([
    ['429', busy],
    ['500', { kind: 'status', status: 500 }],
    ['503', away],
    ['a cut stream', { kind: 'cut', chunks: [] }],
    ['an error inside the stream', { kind: 'stream-error', chunks: [] }],
    ['a line that is no JSON', { kind: 'garbage', chunks: [] }],
    ['silence', { kind: 'hang', after: 'nothing' }],
    ['silence after the headers', { kind: 'hang', after: 'headers' }],
    ['silence after the role', { kind: 'hang', after: [] }],
  ])('by %s is tried again', async (_, failure) => {
    await using model = await modelOnFake()
    model.provider.answer(failure, hello)
    expect(textOf(await model.parts())).toBe('Hello there')
    expect(model.waits).toHaveLength(1)
    expect(model.calls).toMatchObject([{ retries: 1, error: null }])
  })

  test('is tried three times in all, then the caller is told', async () => {
    await using model = await modelOnFake()
    model.provider.otherwise(away)
    await expect(model.parts()).rejects.toMatchObject({
      ...unavailable,
      publicMessage: expect.stringContaining('not available right now'),
    })
    expect(model.provider.requests).toHaveLength(3)
    expect(model.calls).toMatchObject([{ retries: 2, error: 'HTTP 503' }])
  })

  test('waits as long as Retry-After says', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ ...busy, headers: { 'retry-after': '3' } }, hello)
    await model.parts()
    expect(model.waits).toEqual([3000])
  })

  test('does not wait for a Retry-After past the bound, and passes it on', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ ...busy, headers: { 'retry-after': '120' } })
    await expect(model.parts()).rejects.toMatchObject({ ...unavailable, retryAfterSeconds: 120 })
    expect(model.waits).toEqual([])
  })

  test('goes to the fallback model after its retries', async () => {
    await using model = await modelOnFake({ fallbackModel: 'second' })
    model.provider.answer(away, away, away, hello)
    expect(textOf(await model.parts())).toBe('Hello there')
    expect(model.provider.requests.map(({ body }) => body.model)).toEqual(['first', 'first', 'first', 'second'])
    expect(model.calls).toMatchObject([{ model: 'second', retries: 3, error: null }])
  })

  test('asks the fallback model once only', async () => {
    await using model = await modelOnFake({ fallbackModel: 'second' })
    model.provider.otherwise(away)
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(4)
  })

  test('by an empty answer is tried once more, then the caller is told', async () => {
    await using model = await modelOnFake()
    model.provider.otherwise({ kind: 'text', chunks: [' ', '\n'] })
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(2)
  })

  test('by a wrong key is not tried again', async () => {
    await using model = await modelOnFake({ fallbackModel: 'second' })
    model.provider.answer({ kind: 'status', status: 401, error: { code: 'invalid_api_key' } })
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.calls).toMatchObject([{ retries: 0, error: 'HTTP 401 (invalid_api_key)' }])
  })

  test('because nobody listens at the address says so in the account', async () => {
    await using model = await modelOnFake({ baseUrl: 'http://127.0.0.1:1/v1' })
    await expect(model.parts()).rejects.toMatchObject(unavailable)
    expect(model.calls[0]?.error).toMatch(/connection failed/)
  })

  test('because the model is unknown is answered by the default model', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'status', status: 404, error: { code: 'model_not_found' } }, hello)
    await model.parts({ settings: { ...plainSettings, modelName: 'older' } })
    expect(model.provider.requests.map(({ body }) => body.model)).toEqual(['older', 'first'])
  })

  test('because a parameter is refused is asked without it, from then on', async () => {
    await using model = await modelOnFake()
    model.provider.answer({
      kind: 'status',
      status: 400,
      error: { param: 'max_tokens', code: 'unsupported_parameter' },
    })
    const settings = { ...plainSettings, maxTokens: 50 }
    await model.parts({ settings })
    await model.parts({ settings })
    const sent = model.provider.requests.map(({ body }) => [body.max_tokens, body.max_completion_tokens])
    expect(sent).toEqual([
      [50, undefined],
      [undefined, 50],
      [undefined, 50],
    ])
  })
})

describe('a reply that fails after its first word', () => {
  test.each<[string, FakeAnswer]>([
    ['a cut stream', { kind: 'cut', chunks: ['Hel'] }],
    ['silence', { kind: 'hang', after: ['Hel'] }],
    ['an error inside the stream', { kind: 'stream-error', chunks: ['Hel'] }],
    ['a line that is no JSON', { kind: 'garbage', chunks: ['Hel'] }],
  ])('by %s is not tried again', async (_, failure) => {
    await using model = await modelOnFake({ fallbackModel: 'second' })
    model.provider.answer(failure)
    const parts: ReplyPart[] = []
    const run = async () => {
      for await (const part of model.reply()) parts.push(part)
    }
    await expect(run()).rejects.toMatchObject({
      ...unavailable,
      publicMessage: expect.stringContaining('in the middle'),
    })
    expect(textOf(parts)).toBe('Hel')
    expect(model.provider.requests).toHaveLength(1)
    expect(model.calls).toHaveLength(1)
  })
})
