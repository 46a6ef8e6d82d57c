import { expect, test } from 'vitest'
import { displayWidth, wrapText } from './wrap-text'

test('lines break between words and at line ends', () => {
  expect(wrapText('one two three\n\nfour', 8)).toEqual(['one two', 'three', '', 'four'])
})

test('a word longer than the line is cut', () => {
  expect(wrapText('a abcdefghij b', 4)).toEqual(['a', 'abcd', 'efgh', 'ij b'])
})

test.each([
  ['plain', 5],
  ['日本', 4],
  ['👩‍⚕️', 2],
  ['e\u0301', 1],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns)
})

test('no line is wider than asked, and nothing but spaces is lost', () => {
  const text = 'Überraschung 日本語のテキスト and a-very-long-word-without-any-break 👩‍⚕️👩‍⚕️👩‍⚕️ end'
  for (const columns of [4, 7, 12, 30]) {
    const lines = wrapText(text, columns)
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})
