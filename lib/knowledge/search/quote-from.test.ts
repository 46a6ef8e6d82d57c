import { expect, test } from 'vitest'
import { quoteFrom } from './quote-from'

const children = [
  'Children of any age can be scanned.',
  'From about six years most manage it awake; a parent may stay in the room after the same safety questions.',
  'Younger children often need light sleep under the care of an anesthetist, and come with an empty stomach: no food for six hours and no clear drinks for two.',
]

test('a quote begins with the sentence that holds the words of the question', () => {
  expect(quoteFrom(children, 0, 'How long without food and clear drinks?')).toMatch(/no food for six hours/)
})

test('what comes before it is quoted too where there is room', () => {
  const results = ['A radiologist reads the pictures.', 'The staff may not tell you results.']
  expect(quoteFrom(results, 1, 'Who tells me the results?')).toBe(results.join(' '))
})

test('without any shared word the sentence nearest in meaning is quoted', () => {
  const long = children.map((sentence) => `${sentence} ${'and so on '.repeat(16).trim()}.`)
  expect(quoteFrom(long, 1, 'xyz')).toBe(long[1])
})

test('a sentence of more than 60 words is quoted whole', () => {
  const sentence = 'word '.repeat(80).trim()
  expect(quoteFrom([sentence, 'More.'], 0, 'word')).toBe(sentence)
})
