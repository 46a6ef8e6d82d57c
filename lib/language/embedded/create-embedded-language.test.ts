import { afterAll, describe, expect, test } from 'vitest'
import type { CallContext, ReplyRequest, UnderstandRequest } from '@/lib/domain/language'
import type { ModelCall } from '@/lib/domain/turn-event'
import { everyField } from '@/lib/language/fields/fields.fixture'
import { createEmbeddedLanguage } from './create-embedded-language'
import { createEncoder } from './create-encoder'
import { clinicIntents } from './intents/clinic.fixture'

const encoder = createEncoder()
const language = createEmbeddedLanguage({ encoder })
afterAll(() => encoder.close())

const settings = { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null }

function calling(signal = new AbortController().signal) {
  const calls: ModelCall[] = []
  const call: CallContext = {
    signal,
    now: Date.parse('2025-03-12T15:00:00Z'),
    timeZone: 'UTC',
    country: 'US',
    report: (one) => calls.push(one),
  }
  return { calls, call }
}

function asking(text: string | null, more: Partial<UnderstandRequest> = {}): UnderstandRequest {
  const history = text === null ? [] : [{ id: 'm1', role: 'user' as const, content: text }]
  return {
    settings,
    agentName: 'Mia',
    text,
    history,
    variables: [],
    known: {},
    intents: null,
    globalIntents: null,
    ...more,
  }
}

async function reply(request: Partial<ReplyRequest>) {
  const { calls, call } = calling()
  const parts = []
  const asked = {
    settings,
    agentName: 'Mia',
    nodeName: 'Questions',
    system: 'Answer anything.',
    history: [],
    tools: [],
    toolRounds: [],
    knowledge: null,
    ownWords: null,
    fallbackText: null,
  }
  for await (const part of language.reply({ ...asked, ...request }, call)) parts.push(part)
  const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
  return { parts, text, calls }
}

describe('understand', () => {
  test('variables, intents and global intents come from one call, which is accounted once', async () => {
    const { calls, call } = calling()
    const intents = { intents: clinicIntents.slice(0, 2), threshold: 0.7, context: [] }
    const globalIntents = { intents: clinicIntents.slice(2), threshold: 0.75, context: [] }
    const variables = [{ name: 'first_name', prompt: '', defaultValue: null }]
    const found = await language.understand(
      asking("I'm Jack and I'd like to schedule an appointment", { intents, globalIntents, variables }),
      call,
    )
    expect(found.variables[0]).toMatchObject({ value: 'Jack', raw: 'Jack', messageId: 'm1', method: 'name' })
    expect(found.intents?.scores[0]).toMatchObject({ id: 'schedule_appointment', score: 1 })
    expect(found.globalIntents?.scores[0]?.score ?? 1).toBeLessThan(0.75)
    expect(calls).toEqual([
      expect.objectContaining({
        purpose: 'understand',
        provider: 'embedded',
        model: 'embedded (no LLM)',
        inputTokens: null,
        outputTokens: null,
        cost: 0,
        error: null,
      }),
    ])
  })

  test('a message in a form is read in the same call as its intents', async () => {
    const { calls, call } = calling()
    const globalIntents = { intents: clinicIntents, threshold: 0.75, context: [] }
    const form = { fields: everyField, asking: 'email', confirming: null, isPaused: false, directField: null }
    const heard = await language.understand(asking('jack@x.org', { form, globalIntents, search: true }), call)
    expect(heard.form).toMatchObject({
      act: 'answer',
      values: [{ field: 'email', value: 'jack@x.org', messageId: 'm1' }],
    })
    expect(heard.globalIntents?.scores).toHaveLength(clinicIntents.length)
    expect(calls).toHaveLength(1)
    expect((await language.understand(asking(null, { form }), call)).form).toBeNull()
  })

  test('a turn without words matches no intent', async () => {
    const { call } = calling()
    const intents = { intents: clinicIntents, threshold: 0.7, context: [] }
    expect(await language.understand(asking(null, { intents }), call)).toEqual({
      variables: [],
      intents: { threshold: 0.7, scores: [] },
      globalIntents: null,
    })
  })

  test('a call that fails is accounted with its error', async () => {
    const { calls, call } = calling()
    const broken = createEmbeddedLanguage({
      encoder: { name: 'broken', embed: () => Promise.reject(new Error('no thread')), close: () => Promise.resolve() },
    })
    const intents = { intents: clinicIntents, threshold: 0.7, context: [] }
    await expect(broken.understand(asking('hello', { intents }), call)).rejects.toThrow('no thread')
    expect(calls).toEqual([expect.objectContaining({ error: 'no thread' })])
  })

  test('an aborted call throws the reason', async () => {
    const { call } = calling(AbortSignal.abort(new Error('stopped')))
    const intents = { intents: clinicIntents, threshold: 0.7, context: [] }
    await expect(language.understand(asking('hello', { intents }), call)).rejects.toThrow('stopped')
  })
})

describe('a yes or no in words that no list has', () => {
  const consent = { variables: [{ name: 'consent', prompt: '', defaultValue: null }] }
  const hear = async (text: string) => (await language.understand(asking(text, consent), calling().call)).variables[0]

  test.each([
    ['you have my full permission to do so', true],
    ['I hereby withdraw my consent', false],
  ])('“%s” is %s by its likeness to known answers', async (text, value) => {
    expect(await hear(text)).toMatchObject({ value, raw: text, messageId: 'm1', method: 'yes-no' })
  })

  test.each([
    'my bag never came out of the plane',
    'that would depend on the fee',
    'what would you do?',
    'call me at 415 555 0132',
  ])('“%s” stays unread', async (text) => {
    expect(await hear(text)).toMatchObject({ value: null, raw: null })
  })
})

test('intents of a workflow that was warmed are not embedded again when a message comes', async () => {
  const asked: string[][] = []
  const counting = createEmbeddedLanguage({
    encoder: {
      ...encoder,
      embed(texts, signal) {
        asked.push([...texts])
        return encoder.embed(texts, signal)
      },
    },
  })
  const intents = clinicIntents.slice(0, 2)
  await counting.warmIntents({
    nodes: new Map(),
    globalIntents: intents.map((one) => ({
      ...one,
      targetNode: 'start',
      priority: 0,
      activeFromNodes: null,
      excludedFromNodes: null,
    })),
  })
  const warmed = asked.length
  expect(warmed).toBeGreaterThan(0)
  await counting.understand(asking('book me in', { intents: { intents, threshold: 0.7, context: [] } }), calling().call)
  expect(asked.slice(warmed)).toEqual([['book me in']])
})

describe('reply never makes up words', () => {
  test('with the author’s fallback text it says exactly that, word by word', async () => {
    const { parts, text, calls } = await reply({ fallbackText: 'Thanks Jack,\n\nwe will call you.' })
    expect(text).toBe('Thanks Jack,\n\nwe will call you.')
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.at(-1)).toEqual({ type: 'end', source: 'fallback', cutShort: false })
    expect(calls).toEqual([])
  })

  test.each([null, '', '  '])(
    'without one (%j) it says in the agent’s name that this step needs a model',
    async (fallbackText) => {
      const { parts, text } = await reply({ fallbackText })
      expect(text).toMatch(/Mia.*needs a language model.*operator/)
      expect(parts.filter((part) => part.type === 'end')).toEqual([
        { type: 'end', source: 'fallback', cutShort: false },
      ])
    },
  )

  test('it calls no tools', async () => {
    const { parts } = await reply({ tools: [{ name: 'lookup', description: '', parameters: {} }] })
    expect(parts.some((part) => part.type === 'tool-call')).toBe(false)
  })
})

test('embed gives one vector a text and accounts for the call', async () => {
  const { calls, call } = calling()
  expect(await language.embed(['one', 'two'], call)).toHaveLength(2)
  expect(calls).toMatchObject([{ purpose: 'embed', cost: 0 }])
})
