import { afterAll, describe, expect, test } from 'vitest'
import type { IntentQuestion } from '@/lib/domain/language'
import type { Intent } from '@/lib/domain/workflow'
import { createEncoder } from '../create-encoder'
import { createIntentClassifier } from './classify-intents'
import { clinicIntents, clinicPhrasings, offTopic } from './clinic.fixture'

const encoder = createEncoder()
const classifier = createIntentClassifier(encoder)
afterAll(() => encoder.close())

async function classify(text: string, question: Partial<IntentQuestion> = {}, rivals: readonly Intent[] = []) {
  const asked = { intents: clinicIntents, threshold: 0.7, context: [], ...question }
  const { scores } = await classifier.classify(asked, text, rivals, AbortSignal.timeout(20_000))
  const [best] = scores
  return { scores, best, accepted: best !== undefined && best.score >= asked.threshold ? best.id : null }
}

async function share(
  texts: readonly string[],
  holds: (found: Awaited<ReturnType<typeof classify>>, at: number) => boolean,
) {
  const found = await Promise.all(texts.map((text) => classify(text)))
  return found.filter(holds).length / texts.length
}

describe('a clinic with five examples an intent, in wordings it has not seen', () => {
  const texts = clinicPhrasings.map(([text]) => text)
  const gold = (at: number) => clinicPhrasings[at]?.[1]

  test('at least 97 % of best guesses are right', async () => {
    expect(await share(texts, ({ best }, at) => best?.id === gold(at))).toBeGreaterThanOrEqual(0.97)
  })
  test('at least 88 % are right and accepted', async () => {
    expect(await share(texts, ({ accepted }, at) => accepted === gold(at))).toBeGreaterThanOrEqual(0.88)
  })
  test('at most 1 % are wrong and accepted', async () => {
    expect(await share(texts, ({ accepted }, at) => accepted !== null && accepted !== gold(at))).toBeLessThanOrEqual(
      0.01,
    )
  })
  test('at least 97 % of off-topic messages are refused', async () => {
    expect(await share(offTopic, ({ accepted }) => accepted === null)).toBeGreaterThanOrEqual(0.97)
  })
})

describe('scores', () => {
  test('lie in 0–1, best first, one for each intent', async () => {
    const { scores } = await classify('can I come in on Friday for my scan?')
    expect(scores.map((one) => one.id).sort()).toEqual(clinicIntents.map((intent) => intent.id).sort())
    expect(scores.every((one, at) => one.score >= 0 && one.score <= (scores[at - 1]?.score ?? 1))).toBe(true)
  })
  test('do not depend on the author’s threshold, so that a higher one is stricter', async () => {
    const text = 'what times are available this week'
    const scores = await Promise.all([0.5, 0.7, 0.9].map((threshold) => classify(text, { threshold })))
    expect(new Set(scores.map(({ best }) => best?.score)).size).toBe(1)
    expect((await classify(text, { threshold: 0.99 })).accepted).toBeNull()
    expect((await classify('tell me a story about dragons', { threshold: 0.5 })).accepted).toBeNull()
  })
  test('carry the words they rest on', async () => {
    const { best } = await classify('I need to book an appointment please')
    expect(best?.evidence).toMatch(/“.*appointment.*” \(.*appointment.*\)/)
  })
})

test.each(clinicIntents.flatMap((intent) => intent.examples.map((example) => [example, intent.id])))(
  'the example "%s" is accepted as it stands',
  async (example, id) => {
    expect(await classify(`Hello, ${example.toLowerCase().replace(/[?']/g, '')}`)).toMatchObject({
      accepted: id,
      best: { score: 1 },
    })
  },
)

test('an intent without examples is known by its name and description', async () => {
  const intents = clinicIntents.map((intent) => ({ ...intent, examples: [] }))
  expect((await classify('I would like to schedule an appointment', { intents })).accepted).toBe('schedule_appointment')
  expect((await classify('goodbye', { intents })).accepted).toBe('goodbye')
  expect((await classify('who won the champions league', { intents })).accepted).toBeNull()
})

test('a lone intent refuses what is off topic too', async () => {
  const intents = clinicIntents.slice(0, 1)
  expect((await classify('could you schedule me for a scan on friday', { intents })).accepted).toBe(
    'schedule_appointment',
  )
  expect((await classify('how far away is the moon', { intents })).accepted).toBeNull()
})

test('the wish is found in one of several sentences', async () => {
  const text =
    'Hi there! Thanks for the quick reply. My knee has been hurting since last winter and walking is hard. Could I book an appointment?'
  expect((await classify(text)).accepted).toBe('schedule_appointment')
})

test('a refusal is not the wish it resembles', async () => {
  expect((await classify("I don't want to schedule an appointment")).accepted).toBeNull()
})

test('"yes please" means what the agent has just offered', async () => {
  const context = [
    { id: '1', role: 'assistant' as const, content: 'Glad to hear it. Would you like to schedule an appointment?' },
  ]
  expect((await classify('yes please', { context })).accepted).toBe('schedule_appointment')
  expect((await classify('yes please')).accepted).toBeNull()
})

test('an intent outside the question that fits clearly better stands in the way', async () => {
  const parking: Intent = {
    id: 'booking_office',
    name: 'booking_office',
    description: 'Opening hours of the booking office',
    examples: [
      'when does the appointment desk open',
      'where is the office for appointments',
      'opening hours of the appointment desk',
    ],
  }
  const text = 'when does the desk for appointments open'
  const alone = await classify(text)
  const beside = await classify(text, {}, [parking])
  expect(beside.best?.score ?? 1).toBeLessThan(alone.best?.score ?? 0)
})

test('a message of 10,000 characters, of emoji or in another script is answered', async () => {
  for (const text of ['book '.repeat(2_000), '😀'.repeat(5_000), 'مرحبا '.repeat(1_600), '\ud800 \u202e', '   .'])
    expect((await classify(text)).scores).toHaveLength(clinicIntents.length)
})

describe('"who are you" is not taken for a wish', () => {
  const wish = (id: string, ...examples: string[]) => ({ id, name: id, description: id, examples })
  const team = wish(
    'contact_team',
    'can I talk to a real person',
    'let me talk to a human',
    'is there somebody I can call',
  )
  const book = wish('book', 'I want to book a scan', 'make an appointment', 'when is a slot free')

  test('by an intent that is about something near it', async () => {
    expect((await classify('are you human', { intents: [team, book] })).accepted).toBeNull()
    expect((await classify('let me speak to a human', { intents: [team, book] })).accepted).toBe('contact_team')
  })

  test('unless an intent is just that', async () => {
    const bot = wish('are_you_a_bot', 'are you a bot', 'am I talking to a machine', 'are you a computer')
    expect((await classify('are you human', { intents: [bot, book] })).best?.id).toBe('are_you_a_bot')
  })
})
