import { describe, expect, test } from 'vitest'
import { parseFieldCondition } from '@/lib/agents/parse-field-condition'
import { readCondition, renamedInCondition, type SimpleCondition, writeCondition } from './form-condition'

describe('a condition that the builder can show', () => {
  test.each([
    ['answered:email', 'and', [{ field: 'email', sign: 'answered', value: '' }]],
    ['not (answered:email)', 'and', [{ field: 'email', sign: 'unanswered', value: '' }]],
    ['topic = repair', 'and', [{ field: 'topic', sign: '=', value: 'repair' }]],
    ['variable_equals:topic=a new bicycle', 'and', [{ field: 'topic', sign: '=', value: 'a new bicycle' }]],
    [
      'age >= 18 and answered:name',
      'and',
      [
        { field: 'age', sign: '>=', value: '18' },
        { field: 'name', sign: 'answered', value: '' },
      ],
    ],
    [
      'topic = "this or that" or day < 2026-12-31',
      'or',
      [
        { field: 'topic', sign: '=', value: 'this or that' },
        { field: 'day', sign: '<', value: '2026-12-31' },
      ],
    ],
  ])('%s', (text, join, parts) => {
    expect(readCondition(text)).toEqual({ join, parts })
  })

  test.each(['a = b and c = d or e = f', '(a = b)', 'if they are ill', 'a =', ''])('but not %j', (text) => {
    expect(readCondition(text)).toBeNull()
  })

  test.each<SimpleCondition>([
    { join: 'or', parts: [part('topic', 'this or that'), part('name', 'Ada “the first” (1815)')] },
    { join: 'and', parts: [part('note', 'say "yes"'), { field: 'email', sign: 'unanswered', value: '' }] },
    { join: 'and', parts: [{ field: 'topic', sign: '!=', value: 'x < y' }] },
  ])('is read as it was written: %j', (condition) => {
    const text = writeCondition(condition)
    expect(readCondition(text)).toEqual(condition)
    expect(parseFieldCondition(text)?.kind).not.toBe('words')
  })

  test('may compare with nothing yet: the server says what is missing', () => {
    expect(writeCondition({ join: 'and', parts: [part('topic', '')] })).toBe('topic = ""')
    expect(readCondition('topic = ""')).toEqual({ join: 'and', parts: [part('topic', '')] })
  })
})

test('a new id is followed wherever the field is named, and nowhere else', () => {
  const text = 'answered:day and (day >= 2026-12-31 or topic = "day = 1") and birthday = day and days = 3'
  expect(renamedInCondition(text, 'day', 'when')).toBe(
    'answered:when and (when >= 2026-12-31 or topic = "day = 1") and birthday = day and days = 3',
  )
})

function part(field: string, value: string) {
  return { field, sign: '=' as const, value }
}
