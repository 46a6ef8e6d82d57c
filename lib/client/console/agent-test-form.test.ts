import { expect, test } from 'vitest'
import type { TestDocument } from '@/lib/domain/agent-test'
import { newTest, recordOf, testDocument, testForm } from './agent-test-form'
import { testStateOf } from './agent-test-state'

const whole: TestDocument = {
  variables: { plan: 'gold', guests: 4, zip: '02134', code: '12', ok: true },
  start_node: 'ask',
  opening: { node: 'ask', contains: ['Welcome'] },
  steps: [
    {
      says: 'four people',
      expect: {
        node: 'booked',
        nodes: ['read', 'booked'],
        transitions: ['user_responded', 'variables_extracted:guests'],
        variables: { guests: 4 },
        contains: ['booked'],
        not_contains: ['sorry'],
      },
      api: { status: 200, body: { slots: [1] } },
    },
    { says: 'thanks', expect: { transitions: [] } },
  ],
}

test('what the editor shows of a test is the test', () => {
  expect(testDocument(testForm(whole))).toEqual(whole)
})

test('what is left empty is not expected', () => {
  const [step] = newTest.steps
  const form = step ? { ...newTest, steps: [{ ...step, says: ' hello ' }, step] } : newTest
  expect(testDocument(form)).toEqual({ steps: [{ says: 'hello', expect: {} }] })
})

test('values are read as what they look like, and text in quotation marks stays text', () => {
  const pair = (name: string, value: string) => ({ name, value })
  expect(recordOf([pair('a', '4'), pair('b', 'four'), pair('c', '"4"'), pair(' ', 'x'), pair('d', 'true')])).toEqual({
    a: 4,
    b: 'four',
    c: '4',
    d: true,
  })
})

const row = (test_id: string) => ({ test_id, name: test_id, document: whole, updated_at: '' })
const result = (test_id: string, ok: boolean) => ({ test_id, name: test_id, ok, steps: [], ms: 1 })

test('a result counts for the draft and the test that it was the result of', () => {
  const agent = { workflow: { initial_node: 'a', layout: { a: [0, 0] as const } } }
  const ran = {
    a: { result: result('a', true), agent, test: whole },
    b: { result: result('b', false), agent, test: whole },
    c: { result: result('c', true), agent, test: { steps: [] } },
  }
  const tests = ['a', 'b', 'c', 'd'].map(row)
  expect(testStateOf(tests, ran, agent)).toEqual({ total: 4, passed: 1, failed: 1, notRun: 2 })
  const moved = { workflow: { initial_node: 'a', layout: { a: [9, 9] as const } } }
  expect(testStateOf(tests, ran, moved).passed).toBe(1)
  expect(testStateOf(tests, ran, { workflow: { initial_node: 'b' } })).toMatchObject({ passed: 0, notRun: 4 })
})
