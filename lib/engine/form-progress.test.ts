import { expect, test } from 'vitest'
import { newForm } from '@/lib/domain/apply-form-change'
import type { FieldCondition } from '@/lib/domain/form'
import { field } from '@/test/form'
import { formProgress, nextField } from './form-progress'

const isDog: FieldCondition = { kind: 'equals', field: 'pet', value: 'dog' }
const fields = [
  field('name'),
  field('pet'),
  field('breed', { condition: isDog }),
  field('walks', { condition: { kind: 'answered', field: 'breed' } }),
]

test('a form that has not begun has its longest way before it', () => {
  expect(formProgress(fields, {}, null)).toEqual({ answered: 0, remaining: 4, share: 0 })
})

test('an answer that opens a way keeps it remaining, one that closes it shortens the form', () => {
  expect(formProgress(fields, { name: 'Ann', pet: 'dog' }, null)).toEqual({ answered: 2, remaining: 2, share: 0.5 })
  expect(formProgress(fields, { name: 'Ann', pet: 'cat' }, null)).toEqual({ answered: 2, remaining: 0, share: 1 })
})

test('what was skipped is behind, and closes what depended on it', () => {
  const form = { ...newForm('form'), skipped: ['pet'] }
  expect(formProgress(fields, { name: 'Ann' }, form)).toEqual({ answered: 1, remaining: 0, share: 1 })
})

test('the next field is the first that is due, whatever was answered ahead', () => {
  expect(nextField(fields, { pet: 'dog' }, null)?.id).toBe('name')
  expect(nextField(fields, { name: 'Ann', pet: 'dog' }, null)?.id).toBe('breed')
  expect(nextField(fields, { name: 'Ann', pet: 'cat' }, null)).toBeNull()
})

test('conditions that name each other in a circle, or each all that came before, are judged in no time', () => {
  const circle = [
    field('a', { condition: { kind: 'answered', field: 'b' } }),
    field('b', { condition: { kind: 'answered', field: 'a' } }),
  ]
  expect(formProgress(circle, {}, null).remaining).toBe(0)
  const ids = Array.from({ length: 60 }, (_, at) => `f${at}`)
  const stairs = ids.map((id, at) => {
    const of = ids.slice(0, at).map((before): FieldCondition => ({ kind: 'answered', field: before }))
    return field(id, { condition: at === 0 ? null : { kind: 'any', of } })
  })
  expect(formProgress(stairs, {}, null)).toEqual({ answered: 0, remaining: 60, share: 0 })
})
