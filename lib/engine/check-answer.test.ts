import { expect, test } from 'vitest'
import type { FieldType, FormField } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import { choices, field, noValidation } from '@/test/form'
import { checkAnswer } from './check-answer'

type Limits = Partial<FormField['validation']>

// Noon in Berlin on 10 January 2026; still the 10th everywhere but in the far east.
const moment = { now: Date.UTC(2026, 0, 10, 11), timeZone: 'Europe/Berlin' }

function check(type: FieldType, value: Json, limits: Limits = {}): string | null {
  const validation = { ...noValidation, ...limits }
  return checkAnswer(field('f', { type, choices: choices('Red', 'Blue'), validation }), value, moment)
}

test.each<[FieldType, Json, Limits?]>([
  ['text', 'hello'],
  ['text', 'abc', { minLength: 3, maxLength: 3, pattern: '[a-c]+' }],
  ['text', '👍👍', { maxLength: 2 }],
  ['number', 5, { min: 5, max: 5 }],
  ['number', -2.5],
  ['money', 10.5, { min: 0 }],
  ['date', '2026-01-10', { min: 'today' }],
  ['date', '2026-12-31', { min: '2026-01-01', max: '2026-12-31' }],
  ['time', '17:30', { min: '08:00', max: '17:30' }],
  ['date_time', '2026-01-10T12:30', { min: 'now' }],
  ['date_time', '2026-01-10T00:00', { min: 'today' }],
  ['date_time', '2026-12-31T23:59', { max: '2026-12-31' }],
  ['yes_no', true, { mustBe: true }],
  ['yes_no', false],
  ['email', 'a@b.org'],
  ['phone', '+14045550123'],
  ['url', 'https://a.org'],
  ['postal_code', '30301'],
  ['yes_no', false],
  ['choice', 'red'],
  ['choices', ['red', 'blue'], { maxLength: 2 }],
  ['rating', 1],
  ['rating', 10, { min: 0, max: 10 }],
  ['name', 'Ann'],
  ['address', '1 Main St'],
])('%s: %j fits', (type, value, limits) => {
  expect(check(type, value, limits)).toBeNull()
})

test.each<[FieldType, Json, Limits, RegExp]>([
  ['yes_no', false, { mustBe: true }, /has to be yes/],
  ['text', '  ', {}, /few words/],
  ['text', 'ab', { minLength: 3 }, /too short: at least 3/],
  ['text', 'abcd', { maxLength: 3 }, /too long: at most 3/],
  ['text', 'xyz', { pattern: '[a-c]+' }, /does not have the form/],
  ['text', 'a'.repeat(3000), { pattern: '(a+)+b' }, /does not have the form/],
  ['text', 'xyz', { pattern: '[a-c]+', message: 'Letters a to c, please.' }, /^Letters a to c, please\.$/],
  ['number', '5', {}, /give a number/],
  ['number', Number.NaN, {}, /give a number/],
  ['number', 4, { min: 5 }, /not be less than 5/],
  ['number', 6, { max: 5 }, /not be more than 5/],
  ['number', 6, { min: 1, max: 5 }, /from 1 to 5/],
  ['date', 'tomorrow', {}, /give a date/],
  ['date', '2026-01-09', { min: 'today' }, /not be before Saturday, 10 January 2026/],
  ['date', '2027-01-01', { max: '2026-12-31' }, /not be after Thursday, 31 December 2026/],
  ['time', '18:00', { min: '08:00', max: '17:30' }, /from 08:00 to 17:30/],
  ['date_time', '2026-01-10T11:30', { min: 'now' }, /not be before Saturday, 10 January 2026, 12:00/],
  ['date_time', '2027-01-01T00:00', { max: '2026-12-31' }, /not be after/],
  ['email', 'a@b', {}, /email address/],
  ['phone', '555', {}, /phone number/],
  ['url', 'javascript:alert(1)', {}, /web address/],
  ['yes_no', 'yes', {}, /yes or no/],
  ['choice', 'green', {}, /not one of the choices/],
  ['choices', ['red', 'green'], {}, /not among the choices/],
  ['choices', [], { minLength: 1 }, /at least 1/],
  ['choices', ['red', 'blue'], { maxLength: 1 }, /at most 1/],
  ['rating', 6, {}, /from 1 to 5/],
  ['rating', 0, { max: 10 }, /from 1 to 10/],
])('%s: %j does not fit %j', (type, value, limits, problem) => {
  expect(check(type, value, limits)).toMatch(problem)
})
