import { describe, expect, test } from 'vitest'
import { type ConditionForm, conditionKinds, conditionOf, readCondition, writeCondition } from './condition-form'

describe('every condition of contract 6 is read into fields and written as it was', () => {
  test.each<[string, ConditionForm]>([
    ['always', { kind: 'always' }],
    ['user_responded', { kind: 'user_responded' }],
    ['contains:human being', { kind: 'contains', text: 'human being' }],
    ['max_turns:3', { kind: 'max_turns', text: '3' }],
    ['timeout:30s', { kind: 'timeout', text: '30' }],
    ['timeout:2.5s', { kind: 'timeout', text: '2.5' }],
    ['intent:book_tour', { kind: 'intent', intent: 'book_tour' }],
    ['intent:no_match', { kind: 'no_match' }],
    ['variables_extracted:first_name,zip', { kind: 'variables_extracted', names: ['first_name', 'zip'] }],
    ['extraction_failed:zip', { kind: 'extraction_failed', names: ['zip'] }],
    ['variable_equals:plan=gold=best', { kind: 'variable_equals', name: 'plan', value: 'gold=best' }],
    ['api_success', { kind: 'api_success' }],
    ['api_failed', { kind: 'api_failed' }],
    ['api_status:404', { kind: 'api_status', text: '404' }],
    ['api_response_contains:a: b', { kind: 'api_response_contains', text: 'a: b' }],
    ['survey_complete', { kind: 'survey_complete' }],
    ['skip_response', { kind: 'skip_response' }],
    ['form_complete', { kind: 'form_complete' }],
    ['form_cancelled', { kind: 'form_cancelled' }],
    ['form_used_up', { kind: 'form_used_up' }],
  ])('%s', (text, form) => {
    expect(readCondition(text)).toEqual(form)
    expect(writeCondition(form)).toBe(text)
  })
})

test.each(['', 'whatever:else', 'always:soon', 'user responded', 'constructor', 'no_match'])(
  'what is no condition is kept as it was written: “%s”',
  (text) => {
    expect(readCondition(text)).toEqual({ kind: 'raw', text })
    expect(writeCondition(readCondition(text))).toBe(text)
  },
)

test.each([
  ['timeout:90', 'timeout:90s'],
  [' contains : human', 'contains:human'],
  ['variables_extracted: a , b ,', 'variables_extracted:a,b'],
  ['variable_equals: plan = gold', 'variable_equals:plan=gold'],
])('“%s” means “%s”', (text, canonical) => {
  expect(writeCondition(readCondition(text))).toBe(canonical)
})

test.each(['contains:', 'max_turns:', 'timeout:', 'intent:', 'variables_extracted:', 'variable_equals:='])(
  'an unfinished one keeps its kind: %s',
  (text) => {
    expect(readCondition(text).kind).not.toBe('raw')
    expect(writeCondition(readCondition(text))).toBe(text)
  },
)

test('a blank that is being typed stays', () => {
  expect(writeCondition(readCondition('contains:two '))).toBe('contains:two ')
})

test('another kind keeps what fits of the one before', () => {
  const found: ConditionForm = { kind: 'variables_extracted', names: ['zip', 'plan'] }
  expect(conditionOf('extraction_failed', found)).toEqual({ kind: 'extraction_failed', names: ['zip', 'plan'] })
  expect(conditionOf('variable_equals', found)).toEqual({ kind: 'variable_equals', name: 'zip', value: '' })
  expect(conditionOf('raw', found)).toEqual({ kind: 'raw', text: 'variables_extracted:zip,plan' })
})

test('each kind that can be chosen is written so that it is read as the same kind', () => {
  for (const kind of conditionKinds.filter((kind) => kind !== 'raw'))
    expect(readCondition(writeCondition(conditionOf(kind, { kind: 'always' }))).kind).toBe(kind)
})
