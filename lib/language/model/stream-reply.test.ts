import { describe, expect, test } from 'vitest'
import type { ReplyPart } from '@/lib/domain/language'
import type { FakeAnswer } from '@/test/fake-provider'
import { modelOnFake, plainSettings, textOf } from './model-fixture'

const tool = { name: 'find', description: 'Finds things', parameters: { type: 'object', properties: {} } }
const brokenCall: FakeAnswer = { kind: 'tool-calls', calls: [{ id: 'c1', name: 'find', fragments: ['{"q": '] }] }
const unavailable = { code: 'MODEL_UNAVAILABLE' }

describe('a streamed reply', () => {
  test('hands its words on in the order they come, with one end', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'text', chunks: ['Good', ' day', '!'] })
    const parts = await model.parts()
    expect(textOf(parts)).toBe('Good day!')
    expect(parts.filter(({ type }) => type !== 'text-delta')).toEqual([
      { type: 'end', source: 'model', cutShort: false },
    ])
    expect(parts.at(-1)?.type).toBe('end')
  })

  test('never splits a surrogate pair, though the provider does', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'text', chunks: ['a\ud83d', '\ude00b'] })
    const parts = await model.parts()
    expect(textOf(parts)).toBe('a😀b')
    for (const part of parts) if (part.type === 'text-delta') expect(part.text.isWellFormed()).toBe(true)
  })

  test('sends prompt, history and the settings of the agent', async () => {
    await using model = await modelOnFake()
    await model.parts({ settings: { ...plainSettings, temperature: 0.3, maxTokens: 99, serviceTier: 'flex' } })
    expect(model.provider.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer sk-very-secret',
      body: {
        model: 'first',
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.3,
        max_tokens: 99,
        service_tier: 'flex',
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'my secret words' },
        ],
      },
    })
  })

  test.each<[string, FakeAnswer]>([
    ['without a role', { kind: 'text', chunks: ['Hello', ' there'], isRoleMissing: true }],
    ['without a finish_reason', { kind: 'text', chunks: ['Hello', ' there'], finishReason: null }],
    ['without the closing [DONE]', { kind: 'text', chunks: ['Hello', ' there'], isDoneMissing: true }],
  ])('%s is read all the same', async (_, answer) => {
    await using model = await modelOnFake()
    model.provider.answer(answer)
    expect(textOf(await model.parts())).toBe('Hello there')
    expect(model.provider.requests).toHaveLength(1)
  })

  test('says that the token limit cut it short', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'text', chunks: ['Hel'], finishReason: 'length' })
    expect((await model.parts()).at(-1)).toEqual({ type: 'end', source: 'model', cutShort: true })
  })

  test('is cut at 256 KB and the provider is told to stop', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ kind: 'huge', bytes: 50_000_000 })
    const gone = model.provider.whenAbandoned()
    const parts = await model.parts()
    expect(textOf(parts)).toHaveLength(256 * 1024)
    expect(parts.at(-1)).toMatchObject({ type: 'end', cutShort: true })
    await gone
  })

  test('follows a redirect', async () => {
    await using model = await modelOnFake()
    const location = `${model.provider.baseUrl}/moved`
    const moved: FakeAnswer = { kind: 'status', status: 307, headers: { location } }
    model.provider.answer(moved, moved, { kind: 'text', chunks: ['Hello'] })
    expect(textOf(await model.parts())).toBe('Hello')
    expect(model.provider.requests.at(-1)?.path).toBe('/v1/moved')
  })

  test('keeps its connection for the next one', async () => {
    await using model = await modelOnFake()
    for (let asked = 0; asked < 5; asked += 1) await model.parts()
    expect(model.provider.connections()).toBeLessThanOrEqual(2)
  })
})

describe('tool calls in a reply', () => {
  test('come after its words, put together from fragments', async () => {
    await using model = await modelOnFake()
    model.provider.answer({
      kind: 'tool-calls',
      text: ['One moment.'],
      calls: [
        { id: 'c1', name: 'find', fragments: ['{"q":', '"tea"', '}'] },
        { id: 'c2', name: 'find', fragments: [] },
      ],
    })
    expect(await model.parts({ tools: [tool] })).toEqual([
      { type: 'text-delta', text: 'One moment.' },
      { type: 'tool-call', call: { id: 'c1', name: 'find', args: { q: 'tea' } } },
      { type: 'tool-call', call: { id: 'c2', name: 'find', args: {} } },
      { type: 'end', source: 'model', cutShort: false },
    ])
  })

  test('and their results go back as rounds', async () => {
    await using model = await modelOnFake()
    const call = { id: 'c1', name: 'find', args: { q: 'tea' } }
    await model.parts({
      tools: [tool],
      toolRounds: [
        { call, output: 'three teas', isError: false },
        { call: { ...call, id: 'c2' }, output: 'no such table', isError: true },
      ],
    })
    expect(model.provider.requests[0]?.body).toMatchObject({
      tools: [{ type: 'function', function: tool }],
      messages: [
        { role: 'system' },
        { role: 'user' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{"q":"tea"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'three teas' },
        { role: 'assistant', tool_calls: [{ id: 'c2' }] },
        { role: 'tool', tool_call_id: 'c2', content: 'This call failed: no such table' },
      ],
    })
  })

  test('with arguments that are no JSON are asked for once more, telling the model', async () => {
    await using model = await modelOnFake()
    model.provider.answer(brokenCall, {
      kind: 'tool-calls',
      calls: [{ id: 'c2', name: 'find', fragments: ['{"q":1}'] }],
    })
    const parts = await model.parts({ tools: [tool] })
    expect(parts[0]).toEqual({ type: 'tool-call', call: { id: 'c2', name: 'find', args: { q: 1 } } })
    expect(model.provider.requests[1]?.body.messages?.at(-1)).toMatchObject({
      role: 'user',
      content: expect.stringMatching(/not a JSON object.*valid JSON/s),
    })
  })

  test('with arguments that are no JSON twice fail the reply, and no call comes out', async () => {
    await using model = await modelOnFake()
    model.provider.answer(brokenCall, brokenCall)
    const parts: ReplyPart[] = []
    const run = async () => {
      for await (const part of model.reply({ tools: [tool] })) parts.push(part)
    }
    await expect(run()).rejects.toMatchObject(unavailable)
    expect(parts).toEqual([])
    expect(model.provider.requests).toHaveLength(2)
  })

  test('after spoken words fail the reply at once where they are no JSON', async () => {
    await using model = await modelOnFake()
    model.provider.answer({ ...brokenCall, text: ['Let me see.'] })
    await expect(model.parts({ tools: [tool] })).rejects.toMatchObject(unavailable)
    expect(model.provider.requests).toHaveLength(1)
  })

  test('that were not allowed do not come out', async () => {
    await using model = await modelOnFake()
    model.provider.answer({
      kind: 'tool-calls',
      text: ['Well.'],
      calls: [{ id: 'c1', name: 'find', fragments: ['{}'] }],
    })
    expect((await model.parts()).map((part) => part.type)).toEqual(['text-delta', 'end'])
  })
})
