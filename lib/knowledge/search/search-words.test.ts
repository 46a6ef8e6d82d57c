import { expect, test } from 'vitest'
import { namesIn, searchWords } from './search-words'

test('names within a sentence and numbers are told from other words', () => {
  expect([...namesIn('Where did Henry Winstanley work in 1696?')]).toEqual(searchWords('Henry Winstanley 1696'))
})

test('a word that opens a sentence is no name', () => {
  expect([...namesIn('Parking costs what? Trains are full.')]).toEqual([])
})

test('capitals throughout name nothing', () => {
  expect([...namesIn('WHERE IS THE GARDEN?')]).toEqual([])
})
