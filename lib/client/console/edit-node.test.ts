import { describe, expect, test } from 'vitest'
import { readAction, writeAction } from './action-form'
import type { NodeDocument } from './agent-document'
import { changeNodeType, changeSpeech, moveWay, renameIntent, waysInOrder } from './edit-node'
import { isWithin, pathOf, valueAt, withValueAt } from './place-in-document'

const greeting: NodeDocument = {
  id: 'greeting',
  name: 'Greeting',
  type: 'standard',
  static_text: 'Hello.',
  proactive: true,
  voice: { speed: 2 },
  intents: { book: { description: 'Wants to book' }, hours: { description: 'Asks for hours' } },
  transitions: [
    { condition: 'intent:book', target: 'book', priority: 5 },
    { condition: 'user_responded', target: 'ask' },
  ],
}

const typed = (type: string, node = greeting) =>
  changeNodeType({ workflow: { nodes: [node] } }, node.id, type).workflow?.nodes?.[0]

describe('another type', () => {
  test('keeps what fits it and what is not known, and drops what only the old one had', () => {
    const { intents, proactive, ...rest } = greeting
    expect(typed('end_call')).toEqual({ ...rest, type: 'end_call' })
  })

  test('takes the words along', () => {
    expect(typed('assist')).toMatchObject({ system_prompt: 'Hello.' })
    expect(typed('assist')).not.toHaveProperty('static_text')
    expect(typed('agent_transfer')).toMatchObject({ transfer_message: 'Hello.', target_agent_id: '' })
  })

  test('gets what it must have', () => {
    expect(typed('api_call')).toMatchObject({ static_text: 'Hello.', api_call: { method: 'GET', url: '' } })
    expect(typed('retrieve_variable')).toMatchObject({ variables: [] })
    expect(typed('standard', { id: 'x', type: 'collect', fields: [] })).toEqual({
      id: 'x',
      type: 'standard',
      static_text: '',
    })
  })
})

test('fixed text becomes a prompt and back with its words', () => {
  const prompted = changeSpeech(greeting, 'model')
  expect(prompted.system_prompt).toBe('Hello.')
  expect(prompted).not.toHaveProperty('static_text')
  expect(changeSpeech(prompted, 'static').static_text).toBe('Hello.')
})

test('a renamed intent keeps its place, and the conditions that ask for it follow', () => {
  const renamed = renameIntent(greeting, 'book', 'book_tour')
  expect(Object.keys(renamed.intents ?? {})).toEqual(['book_tour', 'hours'])
  expect(renamed.transitions?.[0]?.condition).toBe('intent:book_tour')
  expect(renameIntent(greeting, 'book', 'hours')).toBe(greeting)
})

describe('ways on', () => {
  test('are shown in the order in which they are looked at', () => {
    expect(waysInOrder(greeting).map(({ index }) => index)).toEqual([1, 0])
  })

  test('that are moved are looked at in that order from then on', () => {
    const moved = moveWay(greeting, 1, 0)
    expect(waysInOrder(moved).map(({ transition }) => transition.target)).toEqual(['book', 'ask'])
    expect(moved.transitions?.map(({ priority }) => priority)).toEqual([0, 1])
  })

  test('without priorities stay without', () => {
    const plain: NodeDocument = { id: 'a', transitions: [{ target: 'x' }, { target: 'y' }, { target: 'z' }] }
    expect(moveWay(plain, 2, 0).transitions).toEqual([{ target: 'z' }, { target: 'x' }, { target: 'y' }])
    expect(moveWay(plain, 0, 3)).toBe(plain)
  })
})

test.each([
  ['log:a text', { kind: 'log', text: 'a text' }],
  ['log:variables', { kind: 'variables', text: '' }],
  ['webhook:https://a.example/x', { kind: 'webhook', text: 'https://a.example/x' }],
  ['hangup', { kind: 'hangup', text: '' }],
  ['custom:notify', { kind: 'custom', text: 'notify' }],
] as const)('the action %s is read and written as it was, as text and as an object', (text, form) => {
  expect(readAction(text)).toEqual(form)
  expect(writeAction(form, text)).toBe(text)
  const object = writeAction(form, { type: 'log', params: { message: '', level: 'info' } })
  expect(readAction(object)).toEqual(form)
})

test('an action as an object keeps what else it holds', () => {
  const before = { type: 'log', params: { message: 'old', level: 'info' } }
  expect(writeAction({ kind: 'log', text: 'new' }, before)).toEqual({
    type: 'log',
    params: { message: 'new', level: 'info' },
  })
})

describe('one field of a document', () => {
  const document = { workflow: { initial_node: 'a', nodes: [{ id: 'a', name: 'A' }], llm: { temperature: 1 } } }

  test('is written without touching what stands beside it', () => {
    const changed = withValueAt(document, ['workflow', 'nodes', 0, 'api_call', 'retry', 'max_retries'], 3)
    expect(changed.workflow?.nodes?.[0]).toEqual({ id: 'a', name: 'A', api_call: { retry: { max_retries: 3 } } })
    expect(changed.workflow?.llm).toBe(document.workflow.llm)
    expect(Object.keys(changed.workflow ?? {})).toEqual(['initial_node', 'nodes', 'llm'])
  })

  test('is taken out', () => {
    expect(withValueAt(document, ['workflow', 'llm', 'temperature'], undefined).workflow?.llm).toEqual({})
  })

  test('is read, or is not there', () => {
    expect(valueAt(document, ['workflow', 'nodes', 0, 'name'])).toBe('A')
    expect(valueAt(document, ['workflow', 'nodes', 'length'])).toBeUndefined()
    expect(valueAt(document, ['workflow', 'constructor'])).toBeUndefined()
  })

  test('is found by what is said of it', () => {
    const at = pathOf(['workflow', 'nodes', 3, 'intents', 'two words', 'description'])
    expect(at).toBe('workflow.nodes[3].intents["two words"].description')
    expect(isWithin('workflow.nodes[3] (ask).intents["two words"].description', at)).toBe(true)
    expect(isWithin('workflow.nodes[3].name', pathOf(['workflow', 'nodes', 3]))).toBe(true)
    expect(isWithin('workflow.nodes[31].name', pathOf(['workflow', 'nodes', 3]))).toBe(false)
  })
})
