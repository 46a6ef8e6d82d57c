import { describe, expect, test } from 'vitest'
import { type AgentDocument, changeNode } from './agent-document'
import { type FlowInput, flowCards, flowWays } from './flow-elements'

const document: AgentDocument = {
  agent: { id: 'desk', name: 'Desk' },
  workflow: {
    initial_node: 'a',
    nodes: [
      {
        id: 'a',
        name: 'First',
        static_text: 'Hello',
        transitions: [
          { condition: 'contains:yes', target: 'b' },
          { condition: 'user_responded', target: 'b' },
          { condition: 'always', target: 'gone' },
        ],
      },
      { id: 'b', type: 'end_call', system_prompt: 'Say goodbye.' },
    ],
    global_intents: { stop: { description: 'Wants to stop', target_node: 'b' }, lost: { target_node: 'gone' } },
  },
}

const input = (more: Partial<FlowInput> = {}): FlowInput => ({
  ...{ document, places: { a: [0, 0], b: [0, 160] }, selectedIds: [], findings: [], path: null },
  ...more,
})
const none = new Map()

describe('cards', () => {
  test('of a node that hands over name the agent, where it is known', () => {
    const node = { id: 'a', type: 'agent_transfer', target_agent_id: 'sales' }
    const over: AgentDocument = { workflow: { nodes: [node] } }
    const summaryOf = (agentNames: ReadonlyMap<string, string>) =>
      [...flowCards(input({ document: over, agentNames }), none).values()][0]?.data
    expect(summaryOf(new Map([['sales', 'The shop']]))).toMatchObject({ summary: 'to The shop' })
    expect(summaryOf(new Map())).toMatchObject({ summary: 'to sales' })
  })

  test('say what a node is called and what it says, and where conversations begin', () => {
    expect([...flowCards(input(), none).values()]).toMatchObject([
      { id: 'a', at: [0, 0], data: { name: 'First', type: 'standard', summary: '“Hello”', isInitial: true } },
      { id: 'b', at: [0, 160], data: { name: 'b', type: 'end_call', summary: 'Say goodbye.', isInitial: false } },
      { id: 'intent:stop', data: { kind: 'intent', name: 'stop' } },
      { id: 'intent:lost', data: { kind: 'intent', name: 'lost' } },
    ])
  })

  test('of two findings the worse is shown, and the way that was walked', () => {
    const findings = [
      { level: 'error', path: 'x', node_id: 'a', message: 'bad' },
      { level: 'warning', path: 'x', node_id: 'a', message: 'odd' },
    ] as const
    const path = { nodeIds: ['a', 'b'], transitionIds: [], current: 'b' }
    const cards = flowCards(input({ findings, path, selectedIds: ['b'] }), none)
    expect(cards.get('a')).toMatchObject({ isSelected: false, data: { finding: 'error', walked: 'been' } })
    expect(cards.get('b')).toMatchObject({ isSelected: true, data: { finding: null, walked: 'here' } })
  })

  test('what did not change is the same object, also after a change of its neighbour', () => {
    const before = flowCards(input(), none)
    const changed = changeNode(document, 'a', (node) => ({ ...node, static_text: 'Good day' }))
    const after = flowCards(input({ document: changed }), before)
    expect(after.get('b')).toBe(before.get('b'))
    expect(after.get('a')).not.toBe(before.get('a'))
    expect(flowCards(input({ document: structuredClone(document) }), before).get('a')).toBe(before.get('a'))
  })
})

describe('ways', () => {
  test('are one between two nodes, with all conditions in words; what leads nowhere is not drawn', () => {
    expect([...flowWays(input({ selectedIds: ['a#1'] }), none).values()]).toMatchObject([
      {
        ...{ source: 'a', target: 'b', kind: 'way', lines: ['they say “yes”', 'they answer'] },
        ...{ transitionIds: ['a#0', 'a#1'], isSelected: true, isWalked: false },
      },
      { source: 'intent:stop', target: 'b', kind: 'intent', lines: [] },
    ])
  })

  test('stay the same object while they say the same', () => {
    const before = flowWays(input(), none)
    const after = flowWays(input({ document: structuredClone(document), places: { a: [9, 9] } }), before)
    expect([...after.values()].every((way) => before.get(way.id) === way)).toBe(true)
    const walked = { nodeIds: [], transitionIds: ['a#0'], current: null }
    expect([...flowWays(input({ path: walked }), before).values()][0]).toMatchObject({ isWalked: true })
  })
})
