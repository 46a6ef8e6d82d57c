import { expect, test } from 'vitest'
import type { Json } from '@/lib/domain/json'
import { fieldCall, fieldNamed } from './fields.fixture'
import { readField } from './read-field'

test('of words around it, a text is what its pattern wants', () => {
  const validation = { ...fieldNamed('company').validation, pattern: '[0-9]{3}-?[0-9]{2}-?[0-9]{4}' }
  const read = (text: string) => readField({ ...fieldNamed('company'), validation }, text, fieldCall)?.value
  expect(read('my number is 078-05-1120, actually')).toBe('078-05-1120')
  expect(read('078-05-1120 or 078-05-1121')).toBe('078-05-1120 or 078-05-1121')
  expect(read('no such thing')).toBe('no such thing')
})

test('a day that something began on has gone by', () => {
  const since = (text: string) => readField(fieldNamed('preferred_date'), text, fieldCall)?.value
  expect([since('since yesterday'), since('since Monday'), since('since 5 November')]).toEqual([
    '2026-11-05',
    '2026-11-02',
    '2026-11-05',
  ])
})

test('days are known by their short and by their whole names', () => {
  const days = ['Mon', 'Tue', 'Wed'].map((value) => ({ value, label: value, synonyms: [] }))
  const asked = { ...fieldNamed('topics'), choices: days }
  expect(readField(asked, 'Monday and wed', fieldCall)?.value).toEqual(['Mon', 'Wed'])
  expect(readField({ ...asked, type: 'choice' }, 'on tuesdays', fieldCall)?.value).toBe('Tue')
})

const rows: readonly [field: string, text: string, value: Json | null][] = [
  ['name', 'Maria Gonzalez', 'Maria Gonzalez'],
  ['name', "it's jack o'neil", "Jack O'Neil"],
  ['name', 'Will Stop', 'Will Stop'],
  ['name', 'My name is Xochitl Quetzalli', 'Xochitl Quetzalli'],
  ['name', '王伟', '王伟'],
  ['name', 'Sinéad', 'Sinéad'],
  ['name', '12345', null],
  ['email', 'John.Doe@Example.COM', 'John.Doe@example.com'],
  ['email', 'jo dot doe at example dot com', 'jo.doe@example.com'],
  ['email', 'you can write to a.b+c@mail.example.org please', 'a.b+c@mail.example.org'],
  ['email', 'john@', null],
  ['phone', '(404) 555-0123', '+14045550123'],
  ['phone', '+49 30 901820', '+4930901820'],
  ['phone', 'twelve', null],
  ['company', 'Acme Corp.', 'Acme Corp.'],
  ['company', "it's Acme", 'Acme'],
  ['company', 'The company is Back Office Ltd', 'Back Office Ltd'],
  ['date_of_birth', 'March 3rd 1985', '1985-03-03'],
  ['date_of_birth', '5/6/85', '1985-05-06'],
  ['preferred_date', 'tomorrow', '2026-11-07'],
  ['preferred_date', 'next Tuesday please', '2026-11-10'],
  ['preferred_date', '2026-12-01', '2026-12-01'],
  ['preferred_date', 'sometime', null],
  ['preferred_time', 'half past two in the afternoon', '14:30'],
  ['preferred_time', '9', '09:00'],
  ['preferred_time', '16:45', '16:45'],
  ['appointment', 'tomorrow at 3pm', '2026-11-07T15:00'],
  ['appointment', '2026-11-09T10:30', '2026-11-09T10:30'],
  ['appointment', 'on Monday', null],
  ['guests', 'four of us', 4],
  ['guests', 'me and my wife', 2],
  ['guests', '12', 12],
  ['guests', 'lots', null],
  ['budget', '$1,250.50', 1250.5],
  ['budget', 'around 5k', 5000],
  ['budget', 'cheap', null],
  ['website', 'www.example.com/shop', 'https://www.example.com/shop'],
  ['website', 'It is http://Example.org.', 'http://example.org'],
  ['website', 'none of your business', null],
  ['website', 'javascript:alert(1)', null],
  ['zip', '30301', '30301'],
  ['zip', 'my zip is nine oh two one oh', '90210'],
  ['zip', '303', null],
  ['newsletter', 'sure, why not', true],
  ['newsletter', "no thanks, I'm good", false],
  ['newsletter', 'maybe', null],
  ['plan', 'the professional one', 'pro'],
  ['plan', 'starter', 'basic'],
  ['plan', 'the pro plan', 'pro'],
  ['plan', 'enterprize', 'ent'],
  ['plan', 'the second', 'pro'],
  ['plan', 'basic or pro', null],
  ['plan', 'gold', null],
  ['topics', 'MRI and x ray', ['mri', 'xray']],
  ['topics', 'all of them', ['mri', 'ct', 'xray']],
  ['topics', 'everything except ct scan', ['mri', 'xray']],
  ['topics', '1 and 3', ['mri', 'xray']],
  ['topics', 'none of them', []],
  ['topics', 'dancing', null],
  ['score', '4', 4],
  ['score', 'four out of five', 4],
  ['score', '★★★', 3],
  ['score', 'dunno', null],
  ['message', 'Back pain since Monday.\nStop by any time!', 'Back pain since Monday.\nStop by any time!'],
  ['address', '12 Main St, Atlanta, GA 30301', '12 Main St, Atlanta, GA 30301'],
  ['address', 'I live at 5 Rue de la Paix, Paris', '5 Rue de la Paix, Paris'],
]

test.each(rows)('%s: %j is %j', (id, text, value) => {
  expect(readField(fieldNamed(id), text, fieldCall)?.value ?? null).toEqual(value)
})
