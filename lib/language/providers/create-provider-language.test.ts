import { describe, expect, test } from 'vitest'
import { plainUnderstand, textOf } from '@/lib/language/model/model-fixture'
import type { FakeReply } from '@/test/fake-model-server'
import { apiKey, onFake } from './provider-fixture'

const kinds = ['anthropic', 'google', 'azure'] as const
const tools = [
  {
    name: 'weather',
    description: 'The weather',
    parameters: { type: 'object', properties: { place: { type: 'string' } } },
  },
]
const unavailable = { code: 'MODEL_UNAVAILABLE' }
const understand = {
  ...plainUnderstand,
  text: "I'm Jack",
  history: [{ id: 'm1', role: 'user' as const, content: "I'm Jack" }],
  variables: [{ name: 'first_name', prompt: 'the first name', defaultValue: null }],
}
const understood = JSON.stringify({ variables: { first_name: { value: 'Jack', quote: "I'm Jack", confidence: 0.9 } } })
const says = (...chunks: string[]): FakeReply => ({ kind: 'text', chunks })

describe.each(kinds)('a provider of kind %s', (kind) => {
  test('streams words and accounts tokens, time and cost', async () => {
    await using on = await onFake(kind)
    on.server.answer(says('Good ', 'morning.'))
    const parts = await on.parts()
    expect(textOf(parts)).toBe('Good morning.')
    expect(parts.at(-1)).toEqual({ type: 'end', source: 'model', cutShort: false })
    expect(on.calls).toMatchObject([
      {
        purpose: 'reply',
        provider: 'mine',
        model: 'first',
        inputTokens: 12,
        outputTokens: 7,
        cost: 12,
        retries: 0,
        error: null,
      },
    ])
    expect(on.calls[0]?.firstTokenMs).not.toBeNull()
  })

  test('whose model does not answer asks its fallback model, once', async () => {
    await using on = await onFake(kind, { fallbackModel: 'second' })
    const down: FakeReply = { kind: 'status', status: 503 }
    on.server.answer(down, down, down, says('Good morning.'))
    expect(textOf(await on.parts())).toBe('Good morning.')
    expect(on.calls).toMatchObject([{ model: 'second', error: null }])
    expect(on.server.requests).toHaveLength(4)
  })

  test('gets instructions, history, limits and its key in the places of its format', async () => {
    await using on = await onFake(kind)
    const settings = { ...understand.settings, temperature: 0.5, maxTokens: 99 }
    await on.parts({ settings })
    const [request] = on.server.requests
    const sent = JSON.stringify(request?.body)
    expect(sent).toContain('Be kind.')
    expect(sent).toContain('my secret words')
    expect(sent).toMatch(/0\.5/)
    expect(sent).toMatch(/99/)
    expect(sent).not.toContain(apiKey)
    expect(request?.path).not.toContain(apiKey)
    const header = { anthropic: 'x-api-key', google: 'x-goog-api-key', azure: 'api-key' }[kind]
    expect(request?.headers[header]).toBe(apiKey)
  })

  test('says when the token limit ended the answer', async () => {
    await using on = await onFake(kind)
    on.server.answer({ kind: 'text', chunks: ['Half a'], isCutShort: true })
    expect((await on.parts()).at(-1)).toMatchObject({ cutShort: true })
  })

  test('calls tools, and hears their results in the next round', async () => {
    await using on = await onFake(kind)
    on.server.answer({ kind: 'tool-call', id: 'call_1', name: 'weather', fragments: ['{"place"', ':"Rome"}'] })
    const [first] = await on.parts({ tools })
    if (first?.type !== 'tool-call') throw new Error('no tool call')
    expect(first.call).toMatchObject({ name: 'weather', args: { place: 'Rome' } })
    on.server.answer(says('It is sunny.'))
    const parts = await on.parts({ tools, toolRounds: [{ call: first.call, output: '31 degrees', isError: false }] })
    expect(textOf(parts)).toBe('It is sunny.')
    const sent = JSON.stringify(on.server.requests[1]?.body)
    expect(sent).toMatch(/weather.*Rome.*31 degrees/s)
  })

  test('understands in one structured call', async () => {
    await using on = await onFake(kind)
    on.server.answer(says(understood))
    const result = await on.language.understand(understand, on.context)
    expect(result.variables).toEqual([
      { name: 'first_name', value: 'Jack', raw: "I'm Jack", messageId: 'm1', method: 'model', confidence: 0.9 },
    ])
    expect(on.server.requests).toHaveLength(1)
    expect(on.calls).toMatchObject([{ purpose: 'understand', inputTokens: 12, outputTokens: 7, error: null }])
  })

  test('is asked once more for an answer of the wrong shape, with the problem told', async () => {
    await using on = await onFake(kind)
    on.server.answer(says('Sure! Jack.'), says(understood))
    const result = await on.language.understand(understand, on.context)
    expect(result.variables[0]?.value).toBe('Jack')
    expect(JSON.stringify(on.server.requests[1]?.body)).toMatch(/Sure! Jack\..*cannot be used/s)
  })

  test.each<[string, FakeReply]>([
    ['429', { kind: 'status', status: 429 }],
    ['503', { kind: 'status', status: 503 }],
    ['silence', { kind: 'hang', chunks: [] }],
    ['a cut stream', { kind: 'cut', chunks: [] }],
    ['an unreadable stream', { kind: 'garbage', chunks: [] }],
    ['an error in the stream', { kind: 'stream-error', chunks: [] }],
    ['empty content', { kind: 'text', chunks: [] }],
  ])('that fails with %s is tried again unseen', async (_, failure) => {
    await using on = await onFake(kind)
    on.server.answer(failure, says('Here I am.'))
    expect(textOf(await on.parts())).toBe('Here I am.')
    expect(on.calls).toMatchObject([{ retries: 1, error: null }])
  })

  test.each<[string, FakeReply]>([
    ['silence', { kind: 'hang', chunks: ['Good'] }],
    ['a cut', { kind: 'cut', chunks: ['Good'] }],
    ['an error event', { kind: 'stream-error', chunks: ['Good'] }],
    ['garbage', { kind: 'garbage', chunks: ['Good'] }],
  ])('that ends by %s after its first word is not asked again', async (_, failure) => {
    await using on = await onFake(kind)
    on.server.answer(failure)
    await expect(on.parts()).rejects.toMatchObject(unavailable)
    expect(on.server.requests).toHaveLength(1)
    expect(on.calls[0]?.error).toEqual(expect.any(String))
  })

  test('waits as long as Retry-After asks, and never three times', async () => {
    await using on = await onFake(kind)
    on.server.otherwise({ kind: 'status', status: 429, headers: { 'retry-after': '2' } })
    await expect(on.parts()).rejects.toMatchObject(unavailable)
    expect(on.waits).toEqual([2000, 2000])
    expect(on.server.requests).toHaveLength(3)
  })

  test('that refuses the key is not asked twice, and the key is nowhere to be read', async () => {
    await using on = await onFake(kind)
    on.server.otherwise({ kind: 'status', status: 401, body: { error: { message: `bad key ${apiKey}` } } })
    const error: unknown = await on.parts().catch((reason: unknown) => reason)
    expect(on.server.requests).toHaveLength(1)
    const told = error instanceof Error ? [error.message, error.stack, String(error.cause)] : []
    expect(told).toHaveLength(3)
    expect(JSON.stringify([told, on.logged, on.calls])).not.toMatch(/sk-very-secret|secret words/)
  })

  test('at a private address that the rules do not allow is not reached and not tried again', async () => {
    await using on = await onFake(kind, { allow: [] })
    await expect(on.parts()).rejects.toMatchObject(unavailable)
    expect(on.server.requests).toHaveLength(0)
    expect(on.calls).toMatchObject([{ retries: 0, error: expect.stringContaining('closed range') }])
  })
})

describe('what only one of them does', () => {
  test('Google tells in the body how long to wait', async () => {
    await using on = await onFake('google')
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3s' }]
    const error = { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'quota', details }
    on.server.answer({ kind: 'status', status: 429, body: { error } })
    expect(textOf(await on.parts())).toBe('Hello.')
    expect(on.waits).toEqual([3000])
  })

  test('Google refuses a key with 400', async () => {
    await using on = await onFake('google')
    const error = { code: 400, status: 'INVALID_ARGUMENT', message: 'no', details: [{ reason: 'API_KEY_INVALID' }] }
    on.server.otherwise({ kind: 'status', status: 400, body: { error } })
    await expect(on.parts()).rejects.toMatchObject(unavailable)
    expect(on.calls).toMatchObject([{ error: 'HTTP 400 (API_KEY_INVALID)' }])
    expect(on.server.requests).toHaveLength(1)
  })

  test('Anthropic is overloaded with 529', async () => {
    await using on = await onFake('anthropic')
    const body = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    on.server.answer({ kind: 'status', status: 529, body })
    expect(textOf(await on.parts())).toBe('Hello.')
    expect(JSON.stringify(on.logged)).toContain('HTTP 529 (overloaded_error)')
  })

  test('Anthropic models that refuse a temperature are asked without it', async () => {
    await using on = await onFake('anthropic')
    const error = { type: 'invalid_request_error', message: 'temperature: not supported by this model' }
    on.server.answer({ kind: 'status', status: 400, body: { type: 'error', error } })
    await on.parts({ settings: { ...understand.settings, temperature: 0.5 } })
    expect(on.server.requests.map(({ body }) => body.temperature)).toEqual([0.5, undefined])
    expect(on.waits).toEqual([])
  })

  test.each(['anthropic', 'azure'] as const)(
    '%s may write arguments that are no JSON: it is told once',
    async (kind) => {
      await using on = await onFake(kind)
      const call = { kind: 'tool-call', id: 'call_1', name: 'weather' } as const
      on.server.answer({ ...call, fragments: ['{"place":'] }, { ...call, fragments: ['{"place":"Rome"}'] })
      const [first] = await on.parts({ tools })
      expect(first).toMatchObject({ type: 'tool-call', call: { args: { place: 'Rome' } } })
      expect(JSON.stringify(on.server.requests[1]?.body)).toContain('cannot be run')
    },
  )

  test('Azure asks the deployment by its base address', async () => {
    await using on = await onFake('azure')
    await on.parts()
    expect(on.server.requests[0]?.path).toMatch(/^\/base\/chat\/completions/)
    expect(on.server.requests[0]?.body.model).toBe('first')
  })
})
