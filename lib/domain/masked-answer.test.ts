import { expect, test } from 'vitest'
import type { FieldType } from './form'
import type { Json } from './json'
import { answerWords, maskedAnswer } from './masked-answer'

const choices = [
  { value: 'mri', label: 'MRI scan', synonyms: [] },
  { value: 'ct', label: 'CT scan', synonyms: [] },
]
const field = (type: FieldType, sensitive = false) => ({ type, choices, currency: 'EUR', sensitive })

test.each<[FieldType, Json, string]>([
  ['text', 'hello', 'hello'],
  ['yes_no', true, 'yes'],
  ['yes_no', false, 'no'],
  ['choice', 'mri', 'MRI scan'],
  ['choices', ['mri', 'ct'], 'MRI scan, CT scan'],
  ['money', 12.5, '12.50 EUR'],
  ['money', 12, '12 EUR'],
  ['number', 12.5, '12.5'],
  ['date', '2026-01-10', 'Saturday, 10 January 2026'],
  ['date', 'someday', 'someday'],
  ['date_time', '2026-01-10T14:30', 'Saturday, 10 January 2026, 14:30'],
  ['time', '14:30', '14:30'],
])('%s %j is read as "%s"', (type, value, words) => {
  expect(answerWords(field(type), value)).toBe(words)
})

test.each<[Json, string]>([
  ['123-45-6789', '••••6789'],
  ['secret', '••••et'],
  ['1234', '••••'],
  [true, '••••'],
])('a sensitive %j is shown as %s', (value, words) => {
  expect(answerWords(field('text', true), value)).toBe(words)
  expect(maskedAnswer(field('text', true), value)).toBe(words)
})

test('what is not sensitive stays as it stands, and nothing stays nothing', () => {
  expect(maskedAnswer(field('yes_no'), true)).toBe(true)
  expect(maskedAnswer(field('text', true), null)).toBeNull()
})
