import { expect, test } from 'vitest'
import { visibleLine, visibleText } from './visible-text'

test.each([
  ['colours and cursor moves', 'a\x1b[31mred\x1b[2J', 'a\\x1b[31mred\\x1b[2J'],
  ['a one-byte escape', '\x9b31m', '\\x9b31m'],
  ['a carriage return that overwrites', 'safe\rlie', 'safe\\x0dlie'],
  ['bells and backspaces', 'a\x07\b', 'a\\x07\\x08'],
  ['direction overrides', 'abc\u202edef', 'abc\\u202edef'],
  ['a lone surrogate', 'a\ud83d!', 'a\\ud83d!'],
  ['a joiner that joins nothing', 'pay\u200dments\u200d', 'pay\u200dments\\u200d'],
])('%s: spelled out', (_, hostile, shown) => {
  expect(visibleText(hostile)).toBe(shown)
})

test.each(['naïve – “quoted”', '日本語', 'مرحبا', '👩‍⚕️ 🇩🇪 👍🏽', 'two\nlines'])('%s: as it is', (text) => {
  expect(visibleText(text)).toBe(text)
})

test('a line stays one line', () => {
  expect(visibleLine('a\r\nb\nc')).toBe('a\\nb\\nc')
})
