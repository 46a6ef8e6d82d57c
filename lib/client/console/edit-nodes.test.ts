import { describe, expect, test } from 'vitest'
import {
  type AgentDocument,
  changeNode,
  changeTransition,
  nodeOf,
  nodesOf,
  removeTransitions,
  transitionId,
  transitionPlace,
  withFields,
} from './agent-document'
import { copyNodes, pasteNodes, readCopied } from './copy-nodes'
import { addNode, connect, freeId, referencesTo, removeNodes, renameNodeId } from './edit-nodes'

const document: AgentDocument = {
  agent: { id: 'desk', name: 'Desk', owner_team: 'reception' },
  workflow: {
    initial_node: 'hello',
    tts: { enabled: true },
    nodes: [
      { id: 'hello', static_text: 'Hello', transitions: [{ condition: 'always', target: 'ask' }] },
      {
        id: 'ask',
        system_prompt: 'Ask.',
        transitions: [
          { condition: 'intent:done', target: 'bye', priority: 1, note: 'kept' },
          { condition: 'max_turns:3', target: 'hello' },
        ],
      },
      { id: 'bye', type: 'end_call' },
    ],
    global_intents: {
      stop: { description: 'Wants to stop', target_node: 'bye', active_from_nodes: ['ask'], excluded_from_nodes: null },
      again: { description: 'Start over', target_node: 'hello', excluded_from_nodes: ['hello', 'ask'] },
    },
    layout: { hello: [0, 0], ask: [0, 100], bye: [0, 200] },
  },
}

const ids = (one: AgentDocument) => nodesOf(one).map(({ id }) => id)

test('a change of one node leaves the others and every unknown key as they were', () => {
  const changed = changeNode(document, 'hello', (node) => ({ ...node, static_text: 'Good day' }))
  expect(nodeOf(changed, 'hello')?.static_text).toBe('Good day')
  expect(nodeOf(changed, 'ask')).toBe(nodeOf(document, 'ask'))
  expect(changed.agent).toBe(document.agent)
  expect(changed.workflow?.tts).toEqual({ enabled: true })
})

test('undefined takes a field out, null stays a value', () => {
  expect(withFields({ a: 1, b: 2 }, { a: undefined, b: null })).toEqual({ b: null })
})

test('a transition is found again by its name, also where the node’s id holds the same sign', () => {
  expect(transitionPlace(transitionId('a#b', 12))).toEqual({ nodeId: 'a#b', index: 12 })
})

test('a transition keeps what the editor does not know', () => {
  const changed = changeTransition(document, 'ask', 0, (one) => ({ ...one, condition: 'always' }))
  expect(nodeOf(changed, 'ask')?.transitions?.[0]).toEqual({
    condition: 'always',
    target: 'bye',
    priority: 1,
    note: 'kept',
  })
})

test('several transitions go at once, each at the place it had', () => {
  const removed = removeTransitions(document, [
    { nodeId: 'ask', index: 0 },
    { nodeId: 'hello', index: 0 },
  ])
  expect(nodeOf(removed, 'ask')?.transitions).toEqual([{ condition: 'max_turns:3', target: 'hello' }])
  expect(nodeOf(removed, 'hello')?.transitions).toEqual([])
})

describe('adding', () => {
  test('a new node has an id of its own and stands where it was put', () => {
    const once = addNode(document, 'end_call', [10, 20])
    const twice = addNode(once.document, 'end_call')
    expect([once.id, twice.id]).toEqual(['end_call', 'end_call_2'])
    expect(once.document.workflow?.layout?.end_call).toEqual([10, 20])
    expect(twice.document.workflow?.initial_node).toBe('hello')
  })

  test('the first node of an empty workflow is where conversations begin', () => {
    const { document: begun, id } = addNode({ agent: { id: 'a', name: 'A' } }, 'standard')
    expect(begun.workflow).toMatchObject({ initial_node: id, nodes: [{ id, type: 'standard' }] })
  })

  test('a number at the end of a wish counts on', () => {
    const numbered = addNode(addNode(document, 'standard').document, 'standard').document
    expect(freeId(numbered, 'says_2')).toBe('says_3')
  })

  test('a new way is the last of its node', () => {
    const joined = connect(document, 'hello', 'bye')
    expect(nodeOf(joined, 'hello')?.transitions).toEqual([
      { condition: 'always', target: 'ask' },
      { condition: 'user_responded', target: 'bye' },
    ])
    expect(nodeOf(connect(document, 'bye', 'ask'), 'bye')?.transitions).toHaveLength(1)
  })
})

describe('removing', () => {
  test('what refers to a node is told', () => {
    expect(referencesTo(document, ['bye'])).toEqual({
      transitions: [{ from: 'ask', fromName: 'ask', condition: 'intent:done' }],
      globalIntents: ['stop'],
      isInitial: false,
    })
    expect(referencesTo(document, ['hello', 'ask'])).toEqual({
      transitions: [],
      globalIntents: ['again'],
      isInitial: true,
    })
  })

  test('the node goes with all that led to it', () => {
    const without = removeNodes(document, ['bye'])
    expect(ids(without)).toEqual(['hello', 'ask'])
    expect(nodeOf(without, 'ask')?.transitions).toEqual([{ condition: 'max_turns:3', target: 'hello' }])
    expect(Object.keys(without.workflow?.global_intents ?? {})).toEqual(['again'])
    expect(Object.keys(without.workflow?.layout ?? {})).toEqual(['hello', 'ask'])
    expect(nodeOf(without, 'hello')).toBe(nodeOf(document, 'hello'))
  })

  test('where the beginning goes, the next node is the beginning', () => {
    const without = removeNodes(document, ['hello'])
    expect(without.workflow?.initial_node).toBe('ask')
    expect(without.workflow?.global_intents?.stop?.active_from_nodes).toEqual(['ask'])
  })
})

describe('a new id', () => {
  test('is followed by everything that names the node', () => {
    const renamed = renameNodeId(document, 'hello', 'welcome')
    expect(renamed.workflow).toMatchObject({
      initial_node: 'welcome',
      global_intents: { again: { target_node: 'welcome', excluded_from_nodes: ['welcome', 'ask'] } },
      layout: { welcome: [0, 0] },
    })
    expect(nodeOf(renamed, 'ask')?.transitions?.[1]?.target).toBe('welcome')
    expect(JSON.stringify(renamed)).not.toContain('"hello"')
    expect(renamed.workflow?.global_intents?.stop).toEqual(document.workflow?.global_intents?.stop)
  })

  test.each(['', 'ask', 'hello'])('%j changes nothing', (to) => {
    expect(renameNodeId(document, 'hello', to)).toBe(document)
  })
})

describe('copies', () => {
  test('get ids of their own, and keep the ways between them and to nodes that are here', () => {
    const copied = readCopied(copyNodes(document, ['hello', 'ask'], document.workflow?.layout ?? {}))
    if (!copied) throw new Error('nothing was copied')
    const pasted = pasteNodes(document, copied, [30, 40])
    expect(pasted.ids).toEqual(['hello_2', 'ask_2'])
    expect(nodeOf(pasted.document, 'ask_2')?.transitions?.map(({ target }) => target)).toEqual(['bye', 'hello_2'])
    expect(pasted.document.workflow?.layout).toMatchObject({ hello: [0, 0], hello_2: [30, 40], ask_2: [30, 140] })
  })

  test('in another agent, ways to nodes that it does not have stay behind', () => {
    const copied = readCopied(copyNodes(document, ['ask'], {}))
    if (!copied) throw new Error('nothing was copied')
    const { document: other } = pasteNodes({ agent: { id: 'b', name: 'B' }, workflow: { nodes: [] } }, copied, [0, 0])
    expect(nodesOf(other)).toMatchObject([{ id: 'ask', transitions: [] }])
  })

  test.each(['', 'hello', '{}', '[1]', '{"parley":"nodes","nodes":[]}'])('%j holds no nodes', (text) => {
    expect(readCopied(text)).toBeNull()
  })
})

test('a document that is wrong anywhere is read as far as it goes', () => {
  const broken = JSON.parse(
    '{"workflow":{"nodes":[null,3,{"id":"a","transitions":[null,{"target":"b"}]},{"name":"x"}]}}',
  )
  expect(ids(broken)).toEqual(['a'])
  expect(removeNodes(broken, ['b']).workflow?.nodes).toHaveLength(4)
  expect(renameNodeId(broken, 'a', 'c').workflow?.nodes).toHaveLength(4)
})
