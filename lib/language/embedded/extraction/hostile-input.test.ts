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
    'a b c dot at d dot dash '.repeat(420),
    'j o h n one two at '.repeat(520),
    'me and my wife and two friends and '.repeat(280),
    'me, 2, my, '.repeat(900),
    'the twenty first monday of april day before christmas '.repeat(190),
    'twenty five past noon half after '.repeat(300),
    'uh um er '.repeat(1_100),
    'Miller, Susan Miller, '.repeat(450),
    'K-A-T-E with an '.repeat(620),
    'not really very very good '.repeat(400),
    'plus four 00 +44 '.repeat(580),
    'd as in dog, no spaces all lowercase '.repeat(280),
    'a couple of hundred pair of '.repeat(360),
    'that sounds really very so '.repeat(370),
    'x2 1/2 5m point five '.repeat(470),
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
