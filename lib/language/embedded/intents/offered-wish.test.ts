import { expect, test } from 'vitest'
import { offeredWish } from './offered-wish'

const said = (content: string) => [{ id: 'm', role: 'assistant' as const, content }]

test.each([
  ['yes please', 'Would you like to book an appointment?', 'Would you like to book an appointment?'],
  ['ok', 'Your card is on its way. Shall I send a copy?', 'Shall I send a copy?'],
  ['yes please', 'What else would you like to know?', null],
  ['ok, thanks', 'Which day would you like to come?', null],
  ['yes', 'Would you like tea? Do you want coffee?', null],
  ['the blue one', 'Would you like to book an appointment?', null],
])('"%s" after "%s"', (text, words, wish) => {
  expect(offeredWish(text, said(words))).toBe(wish)
})
