import { describe, expect, test } from 'vitest'
import { withoutDocuments, withoutPassages } from './visible-history'

const drawsOn = 'Hours\nShall I call the desk and leave for you? The room opens at nine.'
const told = (content: string, more: { drawsOn?: string; createdAt?: number } = { drawsOn }) => ({
  ...{ id: 'm', role: 'assistant' as const, content, createdAt: 5 },
  ...more,
})
const heard = { id: 'u', role: 'user' as const, content: 'At nine?', createdAt: 1 }
const leftOut = '(Answered from the documents.)'
const contents = (messages: readonly { content: string }[]) => messages.map(({ content }) => content)

describe('where values and intents are read, an answer from documents is the question that it ends with', () => {
  test.each([
    ['The room opens at nine. Would you like to book it?', 'Would you like to book it?'],
    ['It opens at nine.', leftOut],
    ['It opens at nine. Shall I call the desk and leave for you?', leftOut],
    ['At nine. Well then, shall I call the desk?', leftOut],
    ['Hours?', leftOut],
    ['Agreed?', 'Agreed?'],
  ])('%s', (content, shown) => {
    expect(contents(withoutPassages([heard, told(content)]))).toEqual(['At nine?', shown])
  })

  test('what draws on none stays whole', () => {
    expect(contents(withoutPassages([told('It opens at nine.', {})]))).toEqual(['It opens at nine.'])
  })
})

test('beside tools it is not shown, nor is what was said before the node was entered', () => {
  const shown = withoutDocuments([heard, told('Before.', { createdAt: 2 }), told('Nine. Yes?'), told('Own.', {})], 3)
  expect(contents(shown)).toEqual(['At nine?', leftOut, 'Own.'])
})
