import { expect, test } from 'vitest'
import type { FieldCondition } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import { fieldsOf, type Holds, holds } from './field-condition'

const answered = (field: string): FieldCondition => ({ kind: 'answered', field })
const equals = (field: string, value: string): FieldCondition => ({ kind: 'equals', field, value })
const compare = (field: string, operator: '<' | '<=' | '>' | '>=' | '!=', value: number | string): FieldCondition => ({
  ...{ kind: 'compare', field, operator, value },
})
const not = (of: FieldCondition): FieldCondition => ({ kind: 'not', of })
const every = (...of: FieldCondition[]): FieldCondition => ({ kind: 'all', of })
const some = (...of: FieldCondition[]): FieldCondition => ({ kind: 'any', of })

const variables: JsonObject = {
  ...{ age: 20, name: 'Ann', vip: true, none: null, topics: ['mri', 'CT'], day: '2026-05-01', at: '09:30' },
}

const rows: [FieldCondition | null, Holds][] = [
  [null, true],
  [answered('name'), true],
  [answered('none'), false],
  [answered('later'), 'open'],
  [equals('name', 'ann'), true],
  [equals('name', 'Bob'), false],
  [equals('vip', 'TRUE'), true],
  [equals('topics', 'ct'), true],
  [equals('topics', 'xray'), false],
  [equals('later', 'x'), 'open'],
  [compare('age', '<', 20), false],
  [compare('age', '<=', 20), true],
  [compare('age', '>', '9'), true],
  [compare('age', '>=', 21), false],
  [compare('age', '!=', 20), false],
  [compare('age', '!=', 21), true],
  [compare('day', '<', '2026-12-01'), true],
  [compare('at', '>=', '10:00'), false],
  [compare('topics', '!=', 'mri'), false],
  [compare('topics', '!=', 'xray'), true],
  [compare('none', '!=', 'x'), false],
  [not(answered('none')), true],
  [not(answered('later')), 'open'],
  [every(answered('name'), compare('age', '>', 18)), true],
  [every(answered('name'), answered('later')), 'open'],
  [every(answered('none'), answered('later')), false],
  [some(answered('none'), answered('name')), true],
  [some(answered('none'), answered('later')), 'open'],
  [some(answered('none'), not(answered('name'))), false],
  [{ kind: 'words', text: 'if it matters' }, true],
]

test.each(rows)('%j: %s', (condition, expected) => {
  expect(holds(condition, { variables, wordsHold: true, isOpen: (id) => id === 'later' })).toBe(expected)
})

test('a condition in words is what a model judged of it', () => {
  const known = { variables, wordsHold: false, isOpen: () => false }
  expect(holds({ kind: 'words', text: 'if it matters' }, known)).toBe(false)
})

test('a condition names its fields, and apart from them those whose value decides', () => {
  const condition = every(
    answered('name'),
    not(some(equals('pet', 'dog'), compare('age', '>', 18), equals('pet', 'cat'))),
  )
  expect(fieldsOf(condition)).toEqual(['name', 'pet', 'age'])
  expect(fieldsOf(condition, true)).toEqual(['pet', 'age'])
})
