import { describe, expect, test } from 'vitest'
import { fieldsOf, parseFieldCondition } from './parse-field-condition'

const answered = (field: string) => ({ kind: 'answered', field })
const equals = (field: string, value: string) => ({ kind: 'equals', field, value })
const compare = (field: string, operator: string, value: number | string) => ({
  ...{ kind: 'compare', field },
  ...{ operator, value },
})

test.each([
  ['answered:email', answered('email')],
  ['  answered: email ', answered('email')],
  ['variable_equals:plan=pro', equals('plan', 'pro')],
  ['variable_equals:plan = Pro Plus', equals('plan', 'Pro Plus')],
  ['variable_equals:answer="yes and no"', equals('answer', 'yes and no')],
  ['variable_equals:note=', { kind: 'words', text: 'variable_equals:note=' }],
  ['age >= 18', compare('age', '>=', 18)],
  ['age<18', compare('age', '<', 18)],
  ['born > 2000-01-01', compare('born', '>', '2000-01-01')],
  ['age != 18', compare('age', '!=', 18)],
  ["zip != '01234'", compare('zip', '!=', '01234')],
  ['plan = pro', equals('plan', 'pro')],
  ['plan == "pro"', equals('plan', 'pro')],
  ['größe > 1.5', compare('größe', '>', 1.5)],
  ['not (answered:email)', { kind: 'not', of: answered('email') }],
  ['NOT(answered:email)', { kind: 'not', of: answered('email') }],
  ['answered:a and answered:b', { kind: 'all', of: [answered('a'), answered('b')] }],
  ['answered:a AND age >= 18', { kind: 'all', of: [answered('a'), compare('age', '>=', 18)] }],
  ['variable_equals:a=x or variable_equals:a=y', { kind: 'any', of: [equals('a', 'x'), equals('a', 'y')] }],
  [
    'answered:a or answered:b and answered:c',
    { kind: 'any', of: [answered('a'), { kind: 'all', of: [answered('b'), answered('c')] }] },
  ],
  [
    '(answered:a or answered:b) and not (c = 1)',
    {
      kind: 'all',
      of: [
        { kind: 'any', of: [answered('a'), answered('b')] },
        { kind: 'not', of: equals('c', '1') },
      ],
    },
  ],
  ['((answered:a))', answered('a')],
  ['status = brand new and answered:a', { kind: 'all', of: [equals('status', 'brand new'), answered('a')] }],
])('%s', (text, condition) => {
  expect(parseFieldCondition(text)).toEqual(condition)
})

describe("in the author's words", () => {
  test.each([
    `answered:a ${'or answered:a '.repeat(200)}`.trim(),
    'Only ask if the person has a car',
    'answered:a and the visitor seems happy',
    'answered:',
    '(answered:a',
    'answered:a)',
    'age >=',
    'and',
    'if age >= 18',
    `${'('.repeat(60)}answered:a${')'.repeat(60)}`,
  ])('%s', (text) => {
    expect(parseFieldCondition(text)).toEqual({ kind: 'words', text })
  })
})

test('a blank text is no condition', () => {
  expect(parseFieldCondition('  ')).toBeNull()
})

test('the fields a condition names', () => {
  const condition = parseFieldCondition('(answered:a or b > 1) and not (a = 2)')
  expect(condition && fieldsOf(condition)).toEqual(['a', 'b'])
})

test.each([
  `${'a = b and '.repeat(190)}!`,
  `a = ${' '.repeat(1900)}!(`,
  `${'not ('.repeat(390)}`,
  `a${' '.repeat(1900)}b`,
])('a long text that is nearly a condition is soon read', (text) => {
  const began = performance.now()
  expect(parseFieldCondition(text)).toMatchObject({ kind: 'words' })
  expect(performance.now() - began).toBeLessThan(200)
})
