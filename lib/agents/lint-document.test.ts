import { expect, test } from 'vitest'
import { ends, says } from '@/test/flow'
import { lintDocument } from './lint-document'

const capabilities = { hasModel: false, providers: [], customActions: [] }
const flow = (...nodes: object[]) => ({ agent: { id: 'a', name: 'A' }, workflow: { initial_node: 'one', nodes } })

test('an error stands at a path of keys and positions, and names its node', () => {
  const document = flow(says('one', 'Hello', [['sometimes', 'two (2)']]), ends('two (2)'), ends('two (2)'))
  expect(lintDocument(document, capabilities)).toEqual([
    {
      ...{ level: 'error', path: 'workflow.nodes[0].transitions[0].condition', nodeId: 'one' },
      message: expect.stringMatching(/sometimes/),
    },
    { level: 'error', path: 'workflow.nodes[2].id', nodeId: 'two (2)', message: expect.stringMatching(/already/) },
  ])
})

test('warnings are told once nothing is wrong', () => {
  const document = flow(
    says('one', 'Hello', [['user_responded', 'end']], { proactive: true }),
    ends('end', { static_text: 'Bye' }),
    ends('lost'),
  )
  expect(lintDocument(document, capabilities)).toEqual([
    { level: 'warning', path: 'workflow.nodes[2]', nodeId: 'lost', message: expect.any(String) },
  ])
})

test('what is no document at all has errors too', () => {
  for (const value of [{}, null, [], 'x', { workflow: { nodes: [1] } }])
    expect(lintDocument(value, capabilities).every(({ level }) => level === 'error')).toBe(true)
})

test('a form’s findings stand at its fields, in either format', () => {
  const form = { form: { name: 'F', fields: [{ id: 'a', type: 'choice', question: 'Which?' }] } }
  expect(lintDocument(form, capabilities)).toEqual([
    { level: 'error', path: 'form.fields[0].choices', nodeId: null, message: expect.any(String) },
  ])
  const warned = {
    form: { name: 'F', fields: [{ id: 'a', type: 'text', question: 'What?', required: true, when_used_up: 'skip' }] },
  }
  expect(lintDocument(warned, capabilities)).toMatchObject([
    { level: 'warning', path: 'form.fields[0].when_used_up', message: expect.stringMatching(/passed over/) },
  ])
})

test('an assistant’s findings stand at its own keys', () => {
  expect(lintDocument({ assistant: { id: 'a', name: 'A', prompt: 'Answer.' } }, capabilities)).toMatchObject([
    { level: 'warning', path: 'assistant', nodeId: null, message: expect.stringMatching(/fallback_text/) },
  ])
})
