import { expect, test } from 'vitest'
import { spokenParts } from './spoken-parts'

test('the words are read, not their dress', () => {
  expect(spokenParts('**Frank**, your cheapest purchase is `13` [1]:\n\n- 0.99 in all')).toEqual([
    'Frank, your cheapest purchase is 13 :',
    '0.99 in all',
  ])
})

test('short sentences are read in one go, a long answer in several', () => {
  expect(spokenParts('One. Two! Three?')).toEqual(['One. Two! Three?'])
  const parts = spokenParts('This is a sentence of some length. '.repeat(20))
  expect(parts.length).toBeGreaterThan(2)
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(200)
  expect(parts.every((part) => part.endsWith('.'))).toBe(true)
})

test('a sentence without an end is cut between words, a word without an end anywhere', () => {
  const words = 'word '.repeat(100).trim()
  expect(spokenParts(words).join(' ')).toBe(words)
  expect(spokenParts('w'.repeat(450)).map(({ length }) => length)).toEqual([200, 200, 50])
})

test('nothing is read of nothing', () => {
  expect(spokenParts(' \n\n---\n')).toEqual([])
})
