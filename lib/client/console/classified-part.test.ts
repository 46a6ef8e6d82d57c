import { expect, test } from 'vitest'
import { classifiedPart } from './classified-part'

const document = {
  agent: { id: 'desk', name: '' },
  workflow: {
    initial_node: 'gone',
    llm: { provider_id: 'own' },
    global_intent_config: { confidence_threshold: 0.6 },
    global_intents: {
      person: { description: 'Wants a person', target_node: 'person' },
      ask: { description: 'Asks', target_node: 'ask' },
      elsewhere: { description: 'Only there', target_node: 'person', active_from_nodes: ['person'] },
      unfinished: { description: '', target_node: '' },
    },
    nodes: [
      {
        id: 'ask',
        intents: { book: { description: 'Books', examples: ['a tour'] }, intent: { description: ' ' } },
        intent_config: { confidence_threshold: 0.5 },
        transitions: [{ condition: 'nonsense', target: '' }],
      },
      { id: 'person' },
    ],
  },
}

test('of a draft that is being written only what a sentence may mean here is asked about', () => {
  const { workflow } = classifiedPart(document, 'ask')
  expect(workflow?.global_intents).toEqual({ person: { description: 'Wants a person', target_node: 'end' } })
  expect(workflow?.nodes?.[0]).toMatchObject({
    id: 'ask',
    intents: { book: { description: 'Books', examples: ['a tour'] } },
    intent_config: { confidence_threshold: 0.5 },
  })
  expect(workflow?.nodes?.[0]?.intents).not.toHaveProperty('intent')
  expect(workflow).toMatchObject({ initial_node: 'ask', llm: { provider_id: 'own' } })
})

test('anywhere, every global intent that is described may be meant', () => {
  expect(Object.keys(classifiedPart(document, null).workflow?.global_intents ?? {})).toEqual([
    'person',
    'ask',
    'elsewhere',
  ])
})
