import { describe, expect, test } from 'vitest'
import { parseCondition } from './parse-condition'

const meanings: [string, object][] = [
  ['always', { kind: 'always' }],
  [' always ', { kind: 'always' }],
  ['skip_response', { kind: 'skip-response' }],
  ['user_responded', { kind: 'user-responded' }],
  ['contains:Yes Please', { kind: 'contains', needle: 'Yes Please' }],
  ['contains: a:b ', { kind: 'contains', needle: 'a:b' }],
  ['max_turns:3', { kind: 'max-turns', turns: 3 }],
  ['max_turns : 12', { kind: 'max-turns', turns: 12 }],
  ['timeout:30', { kind: 'timeout', seconds: 30 }],
  ['timeout:30s', { kind: 'timeout', seconds: 30 }],
  ['timeout:2.5s', { kind: 'timeout', seconds: 2.5 }],
  ['timeout:.5', { kind: 'timeout', seconds: 0.5 }],
  ['timeout: 4 s', { kind: 'timeout', seconds: 4 }],
  ['intent:book', { kind: 'intent', intent: 'book' }],
  ['intent:no_match', { kind: 'intent-no-match' }],
  ['variables_extracted:a', { kind: 'variables-extracted', names: ['a'] }],
  ['variables_extracted: a , b,', { kind: 'variables-extracted', names: ['a', 'b'] }],
  ['extraction_failed:a,b', { kind: 'extraction-failed', names: ['a', 'b'] }],
  ['variable_equals:plan=Gold', { kind: 'variable-equals', name: 'plan', value: 'Gold' }],
  ['variable_equals: sum = 1=1 ', { kind: 'variable-equals', name: 'sum', value: '1=1' }],
  ['variable_equals:note=', { kind: 'variable-equals', name: 'note', value: '' }],
  ['api_success', { kind: 'api-success' }],
  ['api_failed', { kind: 'api-failed' }],
  ['api_status:404', { kind: 'api-status', status: 404 }],
  ['api_response_contains:"ok": true', { kind: 'api-response-contains', needle: '"ok": true' }],
  ['survey_complete', { kind: 'survey-complete', names: [] }],
  ['form_complete', { kind: 'form', outcome: 'complete' }],
  ['form_cancelled', { kind: 'form', outcome: 'cancelled' }],
  ['form_used_up', { kind: 'form', outcome: 'used-up' }],
]

describe('a condition', () => {
  test.each(meanings)('%j is understood, and keeps its own text', (text, meaning) => {
    expect(parseCondition(text)).toEqual({ condition: { text, ...meaning } })
  })

  test.each(['', 'sometimes', 'sometimes:x', 'Always', 'toString', '__proto__:x', 'always:now'])(
    '%j is unknown',
    (text) => {
      expect(parseCondition(text)).toEqual({ problem: `unknown condition "${text}"` })
    },
  )

  test.each([
    'contains:',
    'contains',
    'max_turns:0',
    'max_turns:2.5',
    'max_turns:many',
    'timeout:',
    'timeout:-1s',
    'timeout:5m',
    'intent:',
    'variables_extracted: , ',
    'extraction_failed',
    'variable_equals:name',
    'variable_equals:=x',
    'api_status:2xx',
    'api_status:700',
    'api_response_contains:',
  ])('%j is told what it should read', (text) => {
    expect(parseCondition(text)).toEqual({ problem: expect.stringContaining(`"${text}" should read `) })
  })
})
