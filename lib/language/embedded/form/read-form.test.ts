import { afterAll, describe, expect, test } from 'vitest'
import type { FormAct, FormQuestion } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createYesNoLeaning } from '@/lib/language/embedded/yes-no/lean-by-likeness'
import { everyField, fieldCall } from '@/lib/language/fields/fields.fixture'
import { createFormReader } from './create-form-reader'

const encoder = createEncoder()
const reader = createFormReader(encoder, createYesNoLeaning(encoder))
afterAll(() => encoder.close())

const before: JsonObject = { name: 'Jack', email: 'old@example.com', preferred_date: '2026-11-10' }

async function read(asking: string | null, text: string, more: Partial<FormQuestion> & { known?: JsonObject } = {}) {
  const { known = before, ...form } = more
  const question = { fields: everyField, asking, confirming: null, isPaused: false, directField: null, ...form }
  const history = [{ id: 'm1', role: 'user' as const, content: text }]
  const call = { ...fieldCall, signal: new AbortController().signal }
  return reader.read({ form: question, text, history, known }, call)
}

async function summary(...given: Parameters<typeof read>) {
  const { act, values, about } = await read(...given)
  return { act, values: Object.fromEntries(values.map(({ field, value }) => [field, value])), about }
}

type Row = [asking: string, text: string, act: FormAct, values?: Record<string, Json>, about?: string]

// Written before there was a reader.
const firstLook: readonly Row[] = [
  ['email', 'a@b.com', 'answer', { email: 'a@b.com' }],
  ['email', 'skip', 'skip'],
  ['phone', "I'd rather not say", 'skip'],
  ['phone', 'can we skip this one please', 'skip'],
  ['phone', "I don't have a phone", 'skip'],
  ['phone', 'no', 'skip'],
  ['email', 'go back', 'back'],
  ['email', 'Can we go back to the previous question?', 'back'],
  ['preferred_time', 'wait, go back to the phone', 'back', {}, 'phone'],
  ['email', 'what was the question?', 'repeat'],
  ['email', 'sorry?', 'repeat'],
  ['email', 'come again', 'repeat'],
  ['email', 'what did I tell you so far?', 'show'],
  ['email', 'show me my answers', 'show'],
  ['email', 'stop', 'cancel'],
  ['newsletter', 'stop', 'cancel'],
  ['email', 'forget it', 'cancel'],
  ['email', 'I have to go, later', 'cancel'],
  ['email', "I don't want to do this anymore", 'cancel'],
  ['email', "let's start over", 'restart'],
  ['email', 'can we start again from the beginning', 'restart'],
  ['email', 'why do you need this?', 'question'],
  ['email', 'What is this for', 'question'],
  ['email', 'can I use my work email?', 'question'],
  ['zip', 'what is the phone for?', 'question', {}, 'phone'],
  ['company', 'why do you ask?', 'question'],
  [
    'message',
    'Can I bring my dog to the appointment?',
    'answer',
    { message: 'Can I bring my dog to the appointment?' },
  ],
  ['message', 'My back hurts, please stop calling me', 'answer', { message: 'My back hurts, please stop calling me' }],
  ['message', 'skip', 'skip'],
  ['message', 'back', 'back'],
  ['name', 'Will Stop', 'answer', { name: 'Will Stop' }],
  ['company', 'Skip Hop Inc', 'answer', { company: 'Skip Hop Inc' }],
  ['company', 'Back to Basics', 'answer', { company: 'Back to Basics' }],
  ['zip', 'actually my email is new@example.com', 'answer', { email: 'new@example.com' }],
  ['email', "no, it's Jon without h", 'answer', { name: 'Jon' }],
  ['zip', 'change the phone to 404 555 0123', 'answer', { phone: '+14045550123' }],
  ['zip', 'wrong date, Friday', 'answer', { preferred_date: '2026-11-13' }],
  ['zip', 'the email is wrong', 'back', {}, 'email'],
  ['email', 'jack@x.org and my number is 404 555 0199', 'answer', { email: 'jack@x.org', phone: '+14045550199' }],
  ['email', "jack@x.org, tomorrow at 3pm if that's ok", 'answer', { email: 'jack@x.org' }],
  ['email', 'jack@x.org - why do you need it?', 'answer', { email: 'jack@x.org' }],
  ['email', 'banana', 'unclear'],
  ['guests', 'a lot', 'unclear'],
  ['newsletter', 'yes', 'answer', { newsletter: true }],
  ['newsletter', "I'd rather not", 'answer', { newsletter: false }],
  ['email', 'sure', 'yes'],
  ['plan', 'which one is cheaper?', 'question'],
  ['plan', 'the pro one', 'answer', { plan: 'pro' }],
  ['phone', 'skip the zip code', 'skip', {}, 'zip'],
  ['email', "I don't understand", 'question'],
]

// Written before the reader had met any of them, as the next set was.
const secondLook: readonly Row[] = [
  ['name', 'Jack', 'answer', { name: 'Jack' }],
  ['name', "I'm Maria Lopez, maria@lopez.io", 'answer', { name: 'Maria Lopez', email: 'maria@lopez.io' }],
  ['name', 'why?', 'question'],
  ['name', 'hello', 'repeat'],
  ['name', 'Mark Long', 'answer', { name: 'Mark Long' }],
  ['name', 'skip', 'skip'],
  ['name', 'who are you?', 'question'],
  ['email', "it's maria@lopez.io", 'answer', { email: 'maria@lopez.io' }],
  ['email', 'is maria@lopez.io ok?', 'answer', { email: 'maria@lopez.io' }],
  ['email', 'pass', 'skip'],
  ['email', 'Do I have to give my email?', 'question'],
  ['email', 'who will see it', 'question'],
  ['email', 'what happens with my data', 'question'],
  ['email', "I don't want to tell you", 'skip'],
  ['email', 'none of your business', 'skip'],
  ['email', 'one step back please', 'back'],
  ['email', 'I made a mistake', 'back'],
  ['email', 'undo', 'back'],
  ['email', 'can I change my last answer?', 'back'],
  ['email', 'I want to change my name', 'back', {}, 'name'],
  ['zip', 'my name is wrong', 'back', {}, 'name'],
  ['email', 'huh?', 'repeat'],
  ['email', 'could you say that again', 'repeat'],
  ['email', 'what have you got so far', 'show'],
  ['email', 'summary please', 'show'],
  ['email', 'read my answers back to me', 'show'],
  ['email', 'bye', 'cancel'],
  ['email', 'gotta go', 'cancel'],
  ['email', 'not now', 'cancel'],
  ['email', 'never mind', 'cancel'],
  ['email', "I'll finish this tomorrow", 'cancel'],
  ['email', 'enough', 'cancel'],
  ['email', 'restart', 'restart'],
  ['email', 'clear everything and start over', 'restart'],
  ['email', 'Can we do this from the start again?', 'restart'],
  ['email', 'what do you mean', 'question'],
  ['email', 'help', 'question'],
  ['email', 'how many questions are left?', 'question'],
  ['email', 'yes', 'yes'],
  ['phone', 'Not sure if I want to give you my number', 'skip'],
  ['phone', '404-555-0123', 'answer', { phone: '+14045550123' }],
  ['phone', "sorry, it's new@example.com", 'answer', { email: 'new@example.com' }],
  ['phone', 'the email should be j@k.com', 'answer', { email: 'j@k.com' }],
  ['phone', 'my name is actually John', 'answer', { name: 'John' }],
  ['phone', "oops, typo in my email, it's jack@new.org", 'answer', { email: 'jack@new.org' }],
  ['company', 'Forget Me Not Flowers', 'answer', { company: 'Forget Me Not Flowers' }],
  ['company', 'Next', 'skip'],
  ['company', 'Acme Corp, and my email is boss@acme.com', 'answer', { company: 'Acme Corp', email: 'boss@acme.com' }],
  ['company', "I don't have one", 'skip'],
  ['company', 'Actually my email is boss@acme.com', 'answer', { email: 'boss@acme.com' }],
  ['company', 'The Stop & Shop Supermarket', 'answer', { company: 'The Stop & Shop Supermarket' }],
  ['preferred_date', 'is Friday ok?', 'answer', { preferred_date: '2026-11-13' }],
  ['preferred_date', 'are you open on Sundays?', 'question'],
  ['preferred_date', 'how about tomorrow', 'answer', { preferred_date: '2026-11-07' }],
  ['preferred_date', 'keep it', 'yes'],
  ['preferred_date', 'Later', 'cancel'],
  ['preferred_time', 'after lunch', 'unclear'],
  ['appointment', 'December 1st at noon', 'answer', { appointment: '2026-12-01T12:00' }],
  ['guests', 'six people, and skip the budget', 'answer', { guests: 6 }],
  ['guests', 'none', 'answer', { guests: 0 }],
  ['budget', "I don't know", 'skip'],
  ['website', "we don't have a website", 'skip'],
  ['website', 'example.com', 'answer', { website: 'https://example.com' }],
  ['newsletter', 'what kind of newsletter?', 'question'],
  ['newsletter', 'nope', 'answer', { newsletter: false }],
  ['newsletter', 'go ahead', 'answer', { newsletter: true }],
  ['newsletter', 'skip', 'skip'],
  ['newsletter', 'yes, and my zip is 30301', 'answer', { newsletter: true, zip: '30301' }],
  ['plan', 'I would go for Enterprise please', 'answer', { plan: 'ent' }],
  ['plan', 'what are my options?', 'question'],
  ['topics', 'ct and mri', 'answer', { topics: ['mri', 'ct'] }],
  ['score', '5', 'answer', { score: 5 }],
  ['message', "I'd like to cancel my appointment.", 'answer', { message: "I'd like to cancel my appointment." }],
  [
    'message',
    'Please go back and check my bill. Why was I charged twice?',
    'answer',
    { message: 'Please go back and check my bill. Why was I charged twice?' },
  ],
  ['message', 'why do you need this?', 'question'],
  ['message', 'nothing', 'answer', { message: 'nothing' }],
  ['message', 'stop', 'cancel'],
  ['address', '12 Main St, Springfield', 'answer', { address: '12 Main St, Springfield' }],
  ['address', 'why do you need my address?', 'question'],
  ['address', 'I would rather pick it up', 'unclear'],
]

const thirdLook: readonly Row[] = [
  ['name', 'Hi, Tom Baker here', 'answer', { name: 'Tom Baker' }],
  ['name', 'you can call me Bob', 'answer', { name: 'Bob' }],
  ['name', 'Dr. Anne-Marie van den Berg', 'answer', { name: 'Anne-Marie van den Berg' }],
  ['name', 'Nguyễn Văn An', 'answer', { name: 'Nguyễn Văn An' }],
  ['name', 'I prefer not to give my name', 'skip'],
  ['name', 'is that necessary?', 'question'],
  ['name', 'Stop it', 'cancel'],
  ['name', 'why do you want to know my name', 'question'],
  ['email', "sure, it's tom@baker.org", 'answer', { email: 'tom@baker.org' }],
  ['email', 'I have two: a@x.org and b@x.org, use the second', 'unclear'],
  ['email', 'tom at baker dot org', 'answer', { email: 'tom@baker.org' }],
  ['email', "I don't have email", 'skip'],
  ['email', 'Can you tell me why you need it?', 'question'],
  ['email', "don't you have it already?", 'question'],
  ['email', 'will you send me spam?', 'question'],
  ['email', 'ok', 'yes'],
  ['email', 'previous', 'back'],
  ['email', 'hang on, my name was misspelled', 'back', {}, 'name'],
  ['email', 'please go back to my name', 'back', {}, 'name'],
  ['email', 'Correction: my name is Joan', 'answer', { name: 'Joan' }],
  ['email', 'my name should be Joan Smith', 'answer', { name: 'Joan Smith' }],
  ['zip', "that's the wrong email, use kim@x.org", 'answer', { email: 'kim@x.org' }],
  ['zip', 'can you change my email to kim@x.org?', 'answer', { email: 'kim@x.org' }],
  ['zip', '94103, and I meant kim@x.org for the email', 'answer', { zip: '94103', email: 'kim@x.org' }],
  ['zip', 'what do you have so far?', 'show'],
  ['zip', 'list everything I said', 'show'],
  ['zip', "what's my email again?", 'show', {}, 'email'],
  ['zip', "I don't remember it", 'skip'],
  ['zip', 'say again?', 'repeat'],
  ['zip', "I didn't understand", 'question'],
  ['phone', '+44 20 7946 0958', 'answer', { phone: '+442079460958' }],
  ['phone', "it's 4045550123 but please don't call before noon", 'answer', { phone: '+14045550123' }],
  ['phone', 'no phone', 'skip'],
  ['phone', 'email is better', 'unclear'],
  ['phone', 'I will call you back later', 'unclear'],
  ['company', 'Continue Health LLC', 'answer', { company: 'Continue Health LLC' }],
  ['company', 'I work for Stop Motion Studios', 'answer', { company: 'Stop Motion Studios' }],
  ['company', 'self-employed', 'answer', { company: 'self-employed' }],
  ['company', 'none', 'skip'],
  ['company', 'what should I write here?', 'question'],
  ['company', 'can we go back please', 'back'],
  ['preferred_date', 'the 15th', 'answer', { preferred_date: '2026-11-15' }],
  ['preferred_date', 'a week from today', 'answer', { preferred_date: '2026-11-13' }],
  ['preferred_date', 'not sure yet', 'skip'],
  ['preferred_date', 'what dates are available?', 'question'],
  ['preferred_time', 'quarter to nine in the morning', 'answer', { preferred_time: '08:45' }],
  ['preferred_time', 'could you do 5pm?', 'answer', { preferred_time: '17:00' }],
  ['guests', 'just me', 'answer', { guests: 1 }],
  ['guests', 'two adults and 3 kids', 'answer', { guests: 5 }],
  ['budget', 'up to 300 dollars', 'answer', { budget: 300 }],
  ['budget', "that's private", 'skip'],
  ['newsletter', 'absolutely', 'answer', { newsletter: true }],
  ['newsletter', 'please do not', 'answer', { newsletter: false }],
  ['newsletter', 'how often do you send it?', 'question'],
  ['newsletter', "I'd love to", 'answer', { newsletter: true }],
  ['plan', 'whichever is cheapest', 'unclear'],
  ['plan', 'number 3', 'answer', { plan: 'ent' }],
  ['plan', "what's the difference?", 'question'],
  ['topics', 'everything but the ct', 'answer', { topics: ['mri', 'xray'] }],
  ['score', '10', 'answer', { score: 10 }],
  [
    'message',
    'I have to go back to the hospital on Monday, can you help?',
    'answer',
    { message: 'I have to go back to the hospital on Monday, can you help?' },
  ],
  ['message', 'can we start over?', 'restart'],
  ['message', 'Help', 'question'],
  ['message', 'Show me what I told you', 'show'],
  [
    'address',
    'Flat 2, 10 Downing Street, London SW1A 2AA',
    'answer',
    { address: 'Flat 2, 10 Downing Street, London SW1A 2AA' },
  ],
  ['address', "I don't want to give you my address", 'skip'],
]

// Found by trying it.
const foundLater: readonly Row[] = [
  ['name', 'I am not telling you', 'skip'],
  ['company', 'ok', 'yes'],
  ['company', 'I want to go back and fix my email', 'back', {}, 'email'],
  ['company', 'stop asking me that', 'cancel'],
  ['company', 'hm, I need to think', 'repeat'],
  ['newsletter', 'not now', 'answer', { newsletter: false }],
  ['newsletter', 'only if it is free', 'unclear'],
  ['newsletter', 'yes please, and skip the zip', 'answer', { newsletter: true }],
  ['newsletter', 'yes, go back', 'back'],
  ['topics', "I'm not interested in mri but ct", 'answer', { topics: ['ct'] }],
  ['email', 'a@b.co, the pro plan', 'answer', { email: 'a@b.co', plan: 'pro' }],
  ['message', 'Hi', 'repeat'],
  ['message', 'are you a bot?', 'question'],
  [
    'message',
    'Please change my appointment to Friday. My phone is 404 555 0123.',
    'answer',
    { message: 'Please change my appointment to Friday. My phone is 404 555 0123.', phone: '+14045550123' },
  ],
  ['message', 'My email is new@x.org', 'answer', { email: 'new@x.org' }],
  ['address', 'see my website', 'unclear'],
  ['website', 'a@b.com', 'answer', { email: 'a@b.com' }],
]

describe('what a message does', () => {
  test.each(foundLater)('asked for %s, "%s" is %s, as it should', async (asking, text, act, values = {}, about) => {
    const heard = await summary(asking, text)
    expect(heard).toEqual({ act, values, about: about ?? null })
  })

  test.each(thirdLook)('asked for %s, "%s" is %s too', async (asking, text, act, values = {}, about) => {
    const heard = await summary(asking, text)
    expect(heard).toEqual({ act, values, about: about ?? null })
  })

  test.each(secondLook)('asked for %s, "%s" is %s as well', async (asking, text, act, values = {}, about) => {
    const heard = await summary(asking, text)
    expect(heard).toEqual({ act, values, about: about ?? null })
  })

  test.each(firstLook)('asked for %s, "%s" is %s', async (asking, text, act, values = {}, about) => {
    const heard = await summary(asking, text)
    expect(heard).toEqual({ act, values, about: about ?? null })
  })
})

describe('a confirmation', () => {
  const confirming = { field: 'email', value: 'jack@x.org' }
  test.each<[text: string, act: FormAct, value?: string]>([
    ['yes', 'yes'],
    ["that's right", 'yes'],
    ['no', 'no'],
    ['nope, wrong', 'no'],
    ["no, it's jack@y.org", 'answer', 'jack@y.org'],
    ['jack@x.org', 'yes'],
    ['green light from me', 'yes'],
    ['why do you ask?', 'question'],
    ['stop', 'cancel'],
    ['skip it', 'skip'],
  ])('"%s" is %s', async (text, act, value) => {
    const heard = await summary('email', text, { confirming })
    expect(heard).toEqual({ act, values: value === undefined ? {} : { email: value }, about: null })
  })

  test.each<[text: string, act: FormAct, value?: string]>([
    ['yes', 'yes'],
    ['no, Jean', 'answer', 'Jean'],
    ['no', 'no'],
    ['Yes please', 'yes'],
  ])('of a name: "%s" is %s', async (text, act, value) => {
    const heard = await summary('name', text, { confirming: { field: 'name', value: 'John' }, known: {} })
    expect(heard).toEqual({ act, values: value === undefined ? {} : { name: value }, about: null })
  })
})

describe('the review', () => {
  test.each<[text: string, act: FormAct, about?: string | undefined, values?: Record<string, Json>]>([
    ['yes, all good', 'yes'],
    ['everything is correct', 'yes'],
    ['submit', 'yes'],
    ['no', 'no'],
    ['no, the email is wrong', 'back', 'email'],
    ['change my name', 'back', 'name'],
    ['the name', 'back', 'name'],
    ['the email should be j@k.com', 'answer', undefined, { email: 'j@k.com' }],
    ['yes but my phone is 404 555 0123', 'answer', undefined, { phone: '+14045550123' }],
    ['no, the date is next Tuesday, and my name is John', 'answer', undefined, { name: 'John' }],
    ['where does this go?', 'question'],
    ['start over', 'restart'],
  ])('"%s" is %s', async (text, act, about, values = {}) => {
    expect(await summary('_review', text)).toEqual({ act, values, about: about ?? null })
  })
})

describe('after a stop', () => {
  test.each<[text: string, act: FormAct]>([
    ["let's continue", 'resume'],
    ["I'm back", 'resume'],
    ['ok go on', 'resume'],
    ['yes', 'resume'],
    ['jack@y.org', 'answer'],
    ['start over', 'restart'],
  ])('"%s" is %s', async (text, act) => {
    expect((await read('newsletter', text, { isPaused: true })).act).toBe(act)
  })
})

test('a message for a field of its own answers that one and no other', async () => {
  expect(await summary('email', '404 555 0123', { directField: 'phone' })).toEqual({
    act: 'answer',
    values: { phone: '+14045550123' },
    about: null,
  })
  expect((await summary('email', 'a@b.com, I am Jane', { directField: 'message' })).values).toEqual({
    message: 'a@b.com, I am Jane',
  })
})

test('a day in one message and the time in the next make a moment', async () => {
  const history = [
    { id: 'm1', role: 'user' as const, content: 'tomorrow' },
    { id: 'a1', role: 'assistant' as const, content: 'At what time?' },
    { id: 'm2', role: 'user' as const, content: 'at 10' },
  ]
  const form = { fields: everyField, asking: 'appointment', confirming: null, isPaused: false, directField: null }
  const call = { ...fieldCall, signal: new AbortController().signal }
  const { values } = await reader.read({ form, text: 'at 10', history, known: {} }, call)
  expect(values).toMatchObject([{ field: 'appointment', value: '2026-11-07T10:00', messageId: 'm2' }])
})

test('a side question keeps its words and tells which field it is about', async () => {
  expect(await read('zip', 'jack, why do you need my email?')).toMatchObject({
    act: 'question',
    question: 'why do you need my email?',
    about: 'email',
  })
  expect(await read('email', 'jack@x.org - why do you need it?')).toMatchObject({ question: 'why do you need it?' })
  expect(await read('email', 'jack@x.org - is my phone needed too?')).toMatchObject({ act: 'answer', about: 'phone' })
})

test('a long answer is kept whole, as it was written', async () => {
  const story = `It began ‘last’ year…\n\n${'and went on and on, '.repeat(400)}the end.`
  const { values } = await read('message', story)
  expect(values).toMatchObject([{ field: 'message', value: story, raw: story }])
})

test.each([
  ['a'.repeat(200_000)],
  ['@'.repeat(20_000)],
  ['1 '.repeat(50_000)],
  ['no, '.repeat(20_000)],
  ['my email is '.repeat(5_000)],
  [`${'a.'.repeat(20_000)}com`],
  ['why why why, '.repeat(5_000)],
  ['first and second and '.repeat(5_000)],
  ['\u0000\u0007\u200b\u202e'],
  ['\ud800 lone'],
  ['? ! . ,'],
])('hostile text %# is read in bounded time, whatever is asked', async (text) => {
  const start = performance.now()
  for (const { id } of everyField) await read(id, text)
  await read('_review', text)
  await read('email', text, { confirming: { field: 'email', value: 'a@b.com' } })
  expect(performance.now() - start).toBeLessThan(4000)
})

test.each(['hmm make that friday instead', 'Make it Friday please', "ok, let's say Friday"])(
  'the answer before is changed where a yes or no is asked: %s',
  async (text) => {
    const fields = everyField.filter(({ id }) => ['preferred_date', 'newsletter'].includes(id))
    const { act, values } = await summary('newsletter', text, { fields })
    expect({ act, values }).toEqual({ act: 'answer', values: { preferred_date: '2026-11-13' } })
  },
)

test.each<[asking: string, text: string, act: FormAct]>([
  ['company', 'I have to stop here, maybe later', 'cancel'],
  ['message', "I'll stop here for today", 'cancel'],
  ['email', 'can we do this another time?', 'cancel'],
  ['preferred_date', "I don't have time now, maybe tomorrow", 'cancel'],
  ['name', 'I need a break', 'cancel'],
  ['message', 'yes', 'yes'],
  ['message', 'Yes, there is', 'yes'],
  ['message', 'nothing else, thanks', 'skip'],
  ['message', "no, that's all", 'skip'],
  ['company', 'nothing to add', 'skip'],
])('asked for %s, which invites, "%s" is %s', async (asking, text, act) => {
  const fields = everyField.map((field) => ({ ...field, question: 'Anything else we should know?', required: false }))
  expect(await summary(asking, text, { fields })).toMatchObject({ act, values: {} })
})

test('a field that is called "At" is not named by every "at"', async () => {
  const fields = everyField
    .filter(({ id }) => id === 'preferred_time' || id === 'appointment')
    .map((field) => (field.type === 'time' ? { ...field, id: 'at', label: 'At' } : field))
  const { values } = await summary('appointment', 'next Friday at 3pm', { fields })
  expect(values).toEqual({ appointment: '2026-11-13T15:00' })
})
