import { describe, expect, test } from 'vitest'
import { spec, value } from './hears.fixture'

describe('hostile input', () => {
  const variables = [
    'first_name',
    'full_name',
    'zip_code',
    'date',
    'time',
    'appointment_slot',
    'phone',
    'email',
    'party_size',
    'budget',
    'consent',
    'city',
    'account_number',
    'reason',
    'last_name',
    'age',
    'quantity',
    'date_of_birth',
  ].map((name) => spec(name))
  variables.push(spec('contact_method', 'How to reach them, one of: phone call, email, text message'))
  const texts = [
    'a'.repeat(10_000),
    '1'.repeat(10_000),
    '1 '.repeat(5_000),
    '+1('.repeat(3_400),
    'one two '.repeat(1_300),
    'a.b@'.repeat(2_500),
    'x dot '.repeat(1_700),
    "I'm ".repeat(2_500),
    'my name is Jack '.repeat(650),
    'may 5 monday '.repeat(800),
    '5/6/'.repeat(2_500),
    '10:'.repeat(3_300),
    'the 5th '.repeat(1_250),
    'Xqz bcd, '.repeat(1_100),
    'walking talking '.repeat(650),
    '😀'.repeat(5_000),
    'مرحبا اسمي جاك ١٢٣٤٥ '.repeat(500),
    'Привет, я Иван 12345 שלום 漢字 '.repeat(350),
    '\u202e\u0000\ud800'.repeat(3_000),
    'no sorry '.repeat(1_100),
    `${' '.repeat(9_000)}x`,
    '-'.repeat(10_000),
    'tomorrow the day after '.repeat(450),
    'friday week christmas eve or '.repeat(350),
    '3 or 4 between 2 and '.repeat(480),
    '1 000 000 '.repeat(1_000),
    'seventy three hundred oh '.repeat(400),
    '12345 Main Old St '.repeat(560),
    'was at the 30301 to '.repeat(500),
    'first name write down '.repeat(450),
  ]
  for (const variable of variables)
    test(`${variable.name} is looked for in bounded time`, () => {
      value('warm up', variable, 'What?')
      for (const text of texts) {
        const times = [0, 1, 2].map((round) => {
          const start = performance.now()
          value(`${round}${text}`, variable, 'What?')
          return performance.now() - start
        })
        // 50 ms is the aim; other work on the machine must not fail a change, and an unbounded pattern takes seconds.
        expect(Math.min(...times), text.slice(0, 20)).toBeLessThan(200)
      }
    })
})
