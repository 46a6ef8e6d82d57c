import { expect, test } from 'vitest'
import { modelOnFake, plainUnderstand } from './model-fixture'
import { normaliseValue } from './normalise-value'
import { type ValueType, valueTypeOf } from './value-type'

test.each<[string, string, ValueType['kind']]>([
  ['email', 'where to write to', 'email'],
  ['contactEmail', '', 'email'],
  ['phone_number', 'the phone number', 'phone'],
  ['appointment_date', 'the day', 'date'],
  ['birthday', '', 'date'],
  ['appointment_time', 'the time', 'time'],
  ['time_zone', '', 'string'],
  ['zip_code', 'the postal code', 'string'],
  ['order_number', 'the number of the order', 'string'],
  ['number_of_guests', '', 'number'],
  ['age', 'how old', 'number'],
  ['is_member', '', 'boolean'],
  ['insured', 'Answer yes or no', 'boolean'],
  ['start', 'The first day, as YYYY-MM-DD', 'date'],
  ['colour', 'One of: red, green or "dark blue".', 'enum'],
  ['first_name', 'the first name', 'string'],
  ['update', 'what is new', 'string'],
  ['reason', 'why they call, in one of their own words', 'string'],
])('%s (%s) is a %s', (name, prompt, kind) => {
  expect(valueTypeOf({ name, prompt }).kind).toBe(kind)
})

test.each<[ValueType['kind'], string | number | boolean, string | number | boolean]>([
  ['number', '12', 12],
  ['number', '1,250.5', 1250.5],
  ['number', 'a dozen', 'a dozen'],
  ['boolean', 'Yes', true],
  ['boolean', 'false', false],
  ['boolean', 'maybe', 'maybe'],
  ['date', '2026-1-5', '2026-01-05'],
  ['date', '2026-01-05T10:00:00Z', '2026-01-05'],
  ['date', '2026-02-30', '2026-02-30'],
  ['date', 'next week', 'next week'],
  ['time', '3 pm', '15:00'],
  ['time', '12:30 a.m.', '00:30'],
  ['time', '9:05', '09:05'],
  ['time', '25:00', '25:00'],
  ['email', 'Jack.Doe@Example.COM', 'Jack.Doe@example.com'],
  ['email', 'at home', 'at home'],
  ['phone', '(404) 555-0123', '+14045550123'],
  ['phone', '+49 30 123456', '+4930123456'],
  ['phone', 'none', 'none'],
  ['string', '007', '007'],
])('a %s of %j is %j', (kind, value, normal) => {
  const type: ValueType = kind === 'enum' ? { kind, choices: [] } : { kind }
  expect(normaliseValue(value, type, 'US')).toBe(normal)
})

test('a choice has the spelling of its author', () => {
  const type = valueTypeOf({ name: 'colour', prompt: 'One of: red, green or "dark blue".' })
  expect(normaliseValue('Dark Blue', type, 'US')).toBe('dark blue')
  expect(normaliseValue('mauve', type, 'US')).toBe('mauve')
})

test('a value is told its form, comes back in it, and keeps the visitor’s own words', async () => {
  await using model = await modelOnFake()
  const variables = { visit_date: { value: '2026-11-7', quote: 'this Saturday', confidence: 0.9 } }
  model.provider.answer({ kind: 'text', chunks: [JSON.stringify({ variables })] })
  const understood = await model.language.understand(
    {
      ...plainUnderstand,
      history: [{ id: 'm1', role: 'user', content: 'could I come this Saturday?' }],
      variables: [{ name: 'visit_date', prompt: 'the day of the visit', defaultValue: null }],
    },
    model.context(),
  )
  expect(understood.variables).toEqual([
    {
      name: 'visit_date',
      value: '2026-11-07',
      raw: 'this Saturday',
      messageId: 'm1',
      method: 'model',
      confidence: 0.9,
    },
  ])
  expect(JSON.stringify(model.provider.requests[0]?.body.messages)).toContain('a date as YYYY-MM-DD')
})
