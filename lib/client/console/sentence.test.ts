import { expect, test } from 'vitest'
import { findingWords, sentence } from './sentence'

test('a message becomes a sentence once', () => {
  expect(sentence('must not be empty')).toBe('Must not be empty.')
  expect(sentence('Is that so?')).toBe('Is that so?')
})

test.each([
  ['workflow.nodes[3] (ask).fields[1].question', 'must not be empty', 'Question must not be empty.'],
  ['workflow.initial_node', 'is required', 'Initial node is required.'],
  ['workflow.nodes[0] (a).actions.on_entry[1]', 'must be text', 'On entry 2 must be text.'],
  ['workflow.nodes[0] (a).intents["My intent"]', 'has no examples', 'Has no examples.'],
  ['workflow.nodes[0] (a)', 'nothing leads here', 'Nothing leads here.'],
])('what was found at %s says of what: %s', (path, message, words) => {
  expect(findingWords({ path, message })).toBe(words)
})
