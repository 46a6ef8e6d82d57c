import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormField, FormQuestion } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createFormReader } from '@/lib/language/embedded/form/create-form-reader'
import { createYesNoLeaning } from '@/lib/language/embedded/yes-no/lean-by-likeness'
import { everyField, fieldCall, fieldNamed } from '@/lib/language/fields/fields.fixture'
import { modelOnFake, plainUnderstand } from './model-fixture'

type Answer = {
  act: string
  values?: JsonObject[]
  question?: string | null
  about?: string | null
  unneeded?: string[]
}
type Model = Awaited<ReturnType<typeof modelOnFake>>

let model: Model
const encoder = createEncoder()
const reader = createFormReader(encoder, createYesNoLeaning(encoder))
beforeAll(async () => {
  model = await modelOnFake({ timeouts: { firstChunkMs: 20_000, idleMs: 20_000, answerMs: 20_000 } })
})
afterAll(async () => {
  await model[Symbol.asyncDispose]()
  await encoder.close()
})

function questionFor(asking: string | null, more: Partial<FormQuestion> = {}): FormQuestion {
  return { fields: everyField, asking, confirming: null, isPaused: false, directField: null, ...more }
}

const json = (form: Answer) => JSON.stringify({ form: { values: [], question: null, about: null, ...form } })

async function understand(form: FormQuestion, text: string, answers: readonly Answer[], known: JsonObject = {}) {
  model.provider.requests.length = 0
  model.provider.answer(...answers.map((answer) => ({ kind: 'text' as const, chunks: [json(answer)] })))
  const request = {
    ...plainUnderstand,
    text,
    history: [{ id: 'm1', role: 'user' as const, content: text }],
    known,
    form,
  }
  const { form: heard } = await model.language.understand(request, { ...model.context(), ...fieldCall })
  return {
    heard,
    prompt: JSON.stringify(model.provider.requests[0]?.body.messages),
    calls: model.provider.requests.length,
  }
}

const given = (field: string, value: Json, quote: string | null, problem: string | null = null) => ({
  field,
  value,
  quote,
  confidence: 0.9,
  problem,
})

// What a visitor says, and the value as a model may write it.
const plainAnswers: readonly [asking: string, text: string, written: Json][] = [
  ['name', 'Maria Gonzalez', 'Maria Gonzalez'],
  ['name', "it's jack o'neil", "jack o'neil"],
  ['name', 'My name is Will Stop', 'Will Stop'],
  ['name', 'Sinéad', 'Sinéad'],
  ['email', 'John.Doe@Example.COM', 'John.Doe@Example.COM'],
  ['email', 'jo dot doe at example dot com', 'jo.doe@example.com'],
  ['email', 'write to a.b@mail.example.org please', 'a.b@mail.example.org'],
  ['phone', '(404) 555-0123', '(404) 555-0123'],
  ['phone', 'call me on 404.555.0123', '+1 404 555 0123'],
  ['phone', '+49 30 901820', '+49 30 901820'],
  ['company', 'Acme Corp.', 'Acme Corp.'],
  ['company', "it's Acme", 'Acme'],
  ['company', 'Back to Basics', 'Back to Basics'],
  ['date_of_birth', 'March 3rd 1985', '1985-03-03'],
  ['date_of_birth', '5/6/1985', '1985-05-06'],
  ['preferred_date', 'tomorrow', '2026-11-07'],
  ['preferred_date', 'next Tuesday please', '2026-11-10'],
  ['preferred_date', 'December 1st', '2026-12-01'],
  ['preferred_time', 'half past two in the afternoon', '14:30'],
  ['preferred_time', '9 am', '09:00'],
  ['preferred_time', '16:45', '16:45'],
  ['appointment', 'tomorrow at 3pm', '2026-11-07T15:00'],
  ['appointment', 'December 1st at noon', '2026-12-01T12:00'],
  ['guests', 'four of us', 4],
  ['guests', 'me and my wife', 2],
  ['guests', '12', '12'],
  ['budget', '$1,250.50', 1250.5],
  ['budget', 'around 5k', 5000],
  ['website', 'www.example.com/shop', 'www.example.com/shop'],
  ['website', 'It is http://Example.org.', 'http://example.org'],
  ['zip', '30301', '30301'],
  ['zip', 'my zip is nine oh two one oh', '90210'],
  ['newsletter', 'sure, why not', true],
  ['newsletter', 'no thanks', false],
  ['plan', 'the professional one', 'pro'],
  ['plan', 'starter', 'basic'],
  ['topics', 'MRI and x ray', ['mri', 'xray']],
  ['topics', 'all of them', ['mri', 'ct', 'xray']],
  ['score', 'four out of five', 4],
  ['message', 'My back hurts, please stop calling me', 'My back hurts, please stop calling me'],
  ['address', 'I live at 12 Main St, Springfield', '12 Main St, Springfield'],
]

test.each(plainAnswers)('%s: "%s" has the same value with a model and without', async (asking, text, written) => {
  const form = questionFor(asking)
  const call = { ...fieldCall, signal: new AbortController().signal }
  const history = [{ id: 'm1', role: 'user' as const, content: text }]
  const without = await reader.read({ form, text, history, known: {} }, call)
  const { heard } = await understand(form, text, [{ act: 'answer', values: [given(asking, written, text)] }])
  expect(without.values).toHaveLength(1)
  expect(heard?.act).toBe(without.act)
  expect(heard?.values.map(({ field, value }) => [field, value])).toEqual(
    without.values.map(({ field, value }) => [field, value]),
  )
})

describe('a message in a form, read by a model', () => {
  test('gives its act, values, side question and words in one call', async () => {
    const text = 'jack@x.org, and why do you need my phone?'
    const values = [given('email', 'jack@x.org', 'jack@x.org')]
    const question = 'Why do you need my phone number?'
    const { heard, calls } = await understand(questionFor('email'), text, [
      { act: 'answer', values, question, about: 'phone' },
    ])
    expect(calls).toBe(1)
    expect(heard).toEqual({
      act: 'answer',
      values: [
        {
          field: 'email',
          value: 'jack@x.org',
          raw: 'jack@x.org',
          messageId: 'm1',
          method: 'model',
          confidence: 0.9,
          problem: null,
        },
      ],
      question,
      about: 'phone',
      unneeded: null,
    })
  })

  test('an answer whose value cannot be read is no answer', async () => {
    const { heard } = await understand(questionFor('email'), 'john@', [
      { act: 'answer', values: [given('email', 'john@', 'john@')] },
    ])
    expect(heard).toMatchObject({ act: 'unclear', values: [] })
  })

  test('a value in words that only the quote explains is read from the quote', async () => {
    const { heard } = await understand(questionFor('preferred_date'), 'tomorrow', [
      { act: 'answer', values: [given('preferred_date', 'mañana', 'tomorrow')] },
    ])
    expect(heard?.values).toMatchObject([{ value: '2026-11-07' }])
  })

  test('a value that nobody said counts for half', async () => {
    const { heard } = await understand(questionFor('guests'), 'the usual', [
      { act: 'answer', values: [given('guests', 4, 'four people')] },
    ])
    expect(heard?.values).toMatchObject([{ value: 4, raw: null, confidence: 0.45 }])
  })

  test('a broken rule is told with the value', async () => {
    const { heard } = await understand(questionFor('company'), 'Acme', [
      { act: 'answer', values: [given('company', 'Acme', 'Acme', 'We need the full legal name.')] },
    ])
    expect(heard?.values[0]?.problem).toBe('We need the full legal name.')
  })

  test('of a message for one field no other is filled', async () => {
    const { heard } = await understand(questionFor('email', { directField: 'message' }), 'a@b.com', [
      { act: 'answer', values: [given('message', 'a@b.com', 'a@b.com'), given('email', 'a@b.com', 'a@b.com')] },
    ])
    expect(heard?.values.map(({ field }) => field)).toEqual(['message'])
  })

  test('a field that the form does not have is repaired once', async () => {
    const { heard, calls } = await understand(questionFor('email'), 'a@b.com', [
      { act: 'answer', values: [given('shoe_size', 12, 'a@b.com')] },
      { act: 'answer', values: [given('email', 'a@b.com', 'a@b.com')] },
    ])
    expect(calls).toBe(2)
    expect(heard?.values.map(({ field }) => field)).toEqual(['email'])
  })

  test('conditions in words are judged, and only then asked about', async () => {
    const insured: FormField = {
      ...fieldNamed('company'),
      id: 'insurer',
      condition: { kind: 'words', text: 'if insured' },
    }
    const form = questionFor('email', { fields: [...everyField, insured] })
    const judged = await understand(form, 'skip', [{ act: 'skip', unneeded: ['insurer'] }])
    expect(judged.heard).toMatchObject({ act: 'skip', unneeded: ['insurer'] })
    expect(judged.prompt).toContain('if insured')
    const plain = await understand(questionFor('email'), 'skip', [{ act: 'skip' }])
    expect(plain.prompt).not.toContain('unneeded')
    expect(plain.heard?.unneeded).toBeNull()
  })

  test('the prompt has the author’s hints and rules', async () => {
    const hinted: FormField = {
      ...fieldNamed('company'),
      parsingHint: 'without its legal form',
      validation: { ...fieldNamed('company').validation, rule: 'a real company' },
    }
    const form = questionFor('company', { fields: [hinted, fieldNamed('email')] })
    const { prompt } = await understand(form, 'Acme', [{ act: 'answer', values: [given('company', 'Acme', 'Acme')] }])
    expect(prompt).toContain('without its legal form')
    expect(prompt).toContain('a real company')
  })
})
