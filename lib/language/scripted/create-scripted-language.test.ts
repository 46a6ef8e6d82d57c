import { describe, expect, test } from 'vitest'
import type { CallContext, ReplyPart, ReplyRequest, UnderstandRequest } from '@/lib/domain/language'
import type { ModelCall } from '@/lib/domain/turn-event'
import { createScriptedLanguage } from './create-scripted-language'
import { defaultScript } from './default-script'
import type { Script } from './script'

const settings = { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null }

function heard(text: string): ReplyRequest {
  const history = [{ id: 'm1', role: 'user' as const, content: text }]
  return {
    settings,
    agentName: 'Ada',
    nodeName: 'n',
    system: '',
    history,
    tools: [],
    toolRounds: [],
    knowledge: null,
    ownWords: null,
    fallbackText: null,
  }
}

function asked(text: string, request: Partial<UnderstandRequest> = {}): UnderstandRequest {
  const { history } = heard(text)
  return {
    settings,
    agentName: 'Ada',
    text,
    history,
    variables: [],
    known: {},
    intents: null,
    globalIntents: null,
    ...request,
  }
}

const variable = (name: string) => ({ name, prompt: '', defaultValue: null })
const question = (id: string, ...examples: string[]) => ({
  intents: [
    { id: 'other', name: 'other', description: '', examples: [] },
    { id, name: id, description: '', examples },
  ],
  threshold: 0.7,
  context: [],
})

async function collect(stream: AsyncIterable<ReplyPart>): Promise<ReplyPart[]> {
  const parts: ReplyPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

function on(script: Script, signal: AbortSignal = new AbortController().signal) {
  const language = createScriptedLanguage(script)
  const reported: ModelCall[] = []
  const context: CallContext = { signal, now: 0, timeZone: 'UTC', country: 'US', report: (call) => reported.push(call) }
  return { language, reported, context, replyTo: (text: string) => language.reply(heard(text), context) }
}

describe('a scripted reply', () => {
  test('is streamed in deltas of the length asked for, pairs kept together', async () => {
    const { replyTo } = on({ deltaLength: 2, reply: () => 'ab😀cd' })
    expect(await collect(replyTo('hi'))).toEqual([
      { type: 'text-delta', text: 'ab' },
      { type: 'text-delta', text: '😀c' },
      { type: 'text-delta', text: 'd' },
      { type: 'end', source: 'model', cutShort: false },
    ])
  })

  test('comes from the first row of a table that matches', async () => {
    const { replyTo } = on({
      reply: [
        { when: /bye/, says: 'See you.' },
        { when: /./, says: { toolCalls: [{ id: 'c', name: 'find', args: {} }] } },
      ],
    })
    expect((await collect(replyTo('bye')))[0]).toEqual({ type: 'text-delta', text: 'See you.' })
    expect((await collect(replyTo('find')))[0]).toMatchObject({ type: 'tool-call' })
  })

  test('that no row answers is a mistake in the script', async () => {
    const { replyTo } = on({ reply: [] })
    await expect(collect(replyTo('hi'))).rejects.toThrow('no reply for "hi"')
  })

  test('fails after its words where the script says so, and is reported', async () => {
    const { replyTo, reported } = on({ reply: () => ({ text: 'Hel', fails: new Error('down') }) })
    const parts: ReplyPart[] = []
    const run = async () => {
      for await (const part of replyTo('hi')) parts.push(part)
    }
    await expect(run()).rejects.toThrow('down')
    expect(parts).toHaveLength(1)
    expect(reported).toMatchObject([{ purpose: 'reply', error: 'failed as scripted' }])
  })

  test('that hangs ends with the reason of the signal', async () => {
    const abort = new AbortController()
    const { replyTo } = on({ reply: () => ({ text: 'Hel', hangs: true }) }, abort.signal)
    const run = async () => {
      for await (const _ of replyTo('hi')) setImmediate(() => abort.abort('stop'))
    }
    await expect(run()).rejects.toBe('stop')
  })
})

describe('the scripted account', () => {
  test('counts calls by purpose and reports each once', async () => {
    const { language, replyTo, context, reported } = on({ reply: (_, number) => `answer ${number}` })
    await collect(replyTo('one'))
    const second = await collect(replyTo('two'))
    await language.understand(asked('three'), context)
    await language.embed(['four'], context)
    expect(second[0]).toMatchObject({ text: 'answer 2' })
    expect(language.calls).toEqual({ reply: 2, understand: 1, embed: 1 })
    expect(reported.map((call) => call.purpose)).toEqual(['reply', 'reply', 'understand', 'embed'])
  })

  test('keeps the requests for tests to look at, a hundred of them', async () => {
    const { language, replyTo } = on({ reply: () => 'ok' })
    for (let turn = 1; turn <= 101; turn += 1) await collect(replyTo(`turn ${turn}`))
    expect(language.replies).toHaveLength(100)
    expect(language.replies.at(-1)?.history[0]?.content).toBe('turn 101')
  })
})

describe('scripted understanding', () => {
  const script: Script = {
    understand: [
      { when: /name is (\w+)/, variables: { first_name: (match) => match[1] ?? null } },
      { when: /appointment/, intents: { book: 0.9 } },
      { when: /app/, intents: { book: 0.2 } },
    ],
  }

  test('reads variables and the best score of an intent by its rules', async () => {
    const { language, context } = on(script)
    const request = asked('my name is Ann, an appointment please', {
      variables: [variable('first_name'), variable('zip')],
      intents: question('book'),
    })
    expect(await language.understand(request, context)).toMatchObject({
      variables: [
        { name: 'first_name', value: 'Ann', raw: 'name is Ann', messageId: 'm1', confidence: 1 },
        { name: 'zip', value: null },
      ],
      intents: {
        threshold: 0.7,
        scores: [
          { id: 'book', score: 0.9, evidence: 'appointment' },
          { id: 'other', score: 0 },
        ],
      },
      globalIntents: null,
    })
  })
})

test('scripted vectors have unit length and depend on the text alone', async () => {
  const { language, context } = on({})
  const [first, again, other] = await language.embed(['tea', 'tea', 'coffee'], context)
  expect(first).toEqual(again)
  expect(first).not.toEqual(other)
  expect(Math.hypot(...(first ?? []))).toBeCloseTo(1, 6)
})

describe('the default script', () => {
  test('repeats the visitor', async () => {
    const { replyTo } = on(defaultScript)
    expect((await collect(replyTo('hi there')))[0]).toEqual({ type: 'text-delta', text: 'You said: hi there' })
  })

  test.each([
    ['first_name', 'hello, my name is Jack and I live here', 'Jack'],
    ['user_name', "I'm Zoë", 'Zoë'],
    ['zip_code', 'it is 30301', '30301'],
    ['email', 'write to a.b@example.com', 'a.b@example.com'],
    ['topic', 'my name is Jack', null],
  ])('reads %s from "%s"', async (name, text, value) => {
    const { language, context } = on(defaultScript)
    const understood = await language.understand(asked(text, { variables: [variable(name)] }), context)
    expect(understood.variables).toMatchObject([{ name, value }])
  })

  test('takes an intent for meant by the words of its examples', async () => {
    const { language, context } = on(defaultScript)
    const intents = question('book', 'schedule an appointment')
    const meant = await language.understand(asked("I'd like to schedule an appointment", { intents }), context)
    const notMeant = await language.understand(asked('nice weather', { intents }), context)
    expect(meant.intents?.scores[0]).toEqual({ id: 'book', score: 1, evidence: 'schedule appointment' })
    expect(notMeant.intents?.scores.every(({ score }) => score === 0)).toBe(true)
  })
})
