import { expect, test } from 'vitest'
import { jsonText, plainText } from '@/lib/store/postgres/json-text'

test.each([
  ['NUL', 'a\u0000b', 'a\ufffdb'],
  ['a lone high surrogate', 'a\ud83db', 'a\ufffdb'],
  ['a lone low surrogate', '\udc00', '\ufffd'],
  ['an emoji', 'fine 👍', 'fine 👍'],
  ['the letters of an escape', 'a\\u0000b', 'a\\u0000b'],
  ['a backslash before NUL', '\\\u0000', '\\\ufffd'],
  ['a tab and a quote', '\t"', '\t"'],
])('%s is kept as far as PostgreSQL can', (_, said, kept) => {
  expect(JSON.parse(jsonText({ said }))).toEqual({ said: kept })
  expect(plainText(said)).toBe(kept)
})
