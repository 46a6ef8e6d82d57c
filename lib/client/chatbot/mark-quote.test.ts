import { expect, test } from 'vitest'
import { markQuote } from './mark-quote'

const marked = (text: string, quote: string) =>
  markQuote(text, quote)
    ?.map((part) => (part.isQuoted ? `«${part.text}»` : part.text))
    .join('')

test.each([
  ['in the middle', 'Before. Take it off. After.', 'Take it off.', 'Before. «Take it off.» After.'],
  ['the whole', 'Take it off.', 'Take it off.', '«Take it off.»'],
  ['over line ends', 'Take it\n  off. Then', 'Take it off.', '«Take it\n  off.» Then'],
  ['with signs that mean something to a pattern', 'Pay (2.50 €)? Yes.', '(2.50 €)?', 'Pay «(2.50 €)?» Yes.'],
  ['twice: the first', 'No. No.', 'No.', '«No.» No.'],
])('the quoted words are marked: %s', (_, text, quote, expected) => {
  expect(marked(text, quote)).toBe(expected)
})

test('nothing is marked where the words are not there, or there are none', () => {
  expect(markQuote('Before. After.', 'Between.')).toBeNull()
  expect(markQuote('Before.', '  ')).toBeNull()
})
