import { expect, test } from 'vitest'
import { conversationGraph } from './conversation-graph'

test('a workflow is drawn with its nodes, transitions and global intents; what leads nowhere is left out', () => {
  const graph = conversationGraph({
    workflow: {
      initial_node: 'greet',
      nodes: [
        { id: 'greet', name: 'Greeting', transitions: [{ condition: 'always', target: 'end', priority: 2 }, {}] },
        { id: 'end', type: 'end_call' },
      ],
      global_intents: { help: { target_node: 'greet' }, unfinished: {} },
    },
  })
  expect(graph).toEqual({
    nodes: [
      { id: 'greet', name: 'Greeting', type: 'standard' },
      { id: 'end', name: 'end', type: 'end_call' },
    ],
    edges: [{ from: 'greet', to: 'end', condition: 'always', priority: 2 }],
    initial_node: 'greet',
    global_intents: [{ id: 'help', target: 'greet' }],
  })
})

test('an assistant has no workflow to draw', () => {
  expect(conversationGraph({ assistant: { name: 'Helper' } })).toBeNull()
})
