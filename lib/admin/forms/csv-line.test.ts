import { expect, test } from 'vitest'
import { csvLine } from './csv-line'

test.each([
  ['plain words', 'Ada Lovelace', 'Ada Lovelace'],
  ['nothing', null, ''],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "hi"', '"say ""hi"""'],
  ['lines', 'a\r\nb\nc', '"a\r\nb\nc"'],
  ['a choice of several', ['red', 'blue'], 'red; blue'],
  ['an address', { city: 'Bern' }, '"{""city"":""Bern""}"'],
  ['yes', true, 'true'],
  ['a negative number', -5, '-5'],
  ['a phone', '+41791234567', '+41791234567'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula behind a space', ' =1+1', "' =1+1"],
  ['a sum that begins like a number', '-2+3+cmd|x', "'-2+3+cmd|x"],
  ['a mention', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\t=1', "'\t=1"],
  ['a full-width sign', '＝1+1', "'＝1+1"],
  ['a formula with a comma', '=A(1,2)', '"\'=A(1,2)"'],
  ['a list that begins like a formula', ['=1', 'b'], "'=1; b"],
])('%s', (_, value, cell) => {
  expect(csvLine([value, 'end'])).toBe(`${cell},end\r\n`)
})
