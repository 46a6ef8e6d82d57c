import { describe, expect, test } from 'vitest'
import { readPattern } from './answer-pattern'

function fits(pattern: string, text: string): boolean {
  const read = readPattern(pattern)
  if ('problem' in read) throw new Error(read.problem)
  return read.fits(text)
}

const patterns = [
  '[A-Z]{2}\\d{6}',
  '^[A-Z]{2}-?\\d{2,4}$',
  'abc|abd|x',
  '(?:foo|bar)+baz?',
  '[^\\s@]+@[^\\s@]+\\.\\w{2,}',
  '[A-Z][a-z]*( [A-Z][a-z]*)*',
  '(a|b)*?c',
  '\\p{L}+',
  'a{0,2}',
  'a{2,}',
  '(?<year>\\d{4})/\\d\\d',
  '',
  '[\\]x]+',
  'a?b?c?',
  '(a*)*b',
  '(ab?){1,3}',
  'price\\$',
]
const texts = ['', 'AB123456', 'AB-12', 'AB12345', 'abd', 'abc|abd', 'x', 'foobarba', 'foobaz', 'me@example.org', 'me@']
const more = [
  'Ada Lovelace',
  'Ada  L',
  'babac',
  'Ünal',
  'a',
  'aa',
  'aaa',
  '2026/11',
  'x]x',
  'abc',
  'aaab',
  'abab',
  'price$',
]

test.each(patterns)("%s fits what the language's own expression fits as a whole", (pattern) => {
  const own = new RegExp(`^(?:${pattern.replace(/^\^/, '')})$`, 'su')
  for (const text of [...texts, ...more]) expect(`${text} ${fits(pattern, text)}`).toBe(`${text} ${own.test(text)}`)
})

describe('an expression that backtracking would never finish', () => {
  test.each(['(a+)+', '(a|a)*', '(a|aa)+', '(.*a){20}', '([a-zA-Z]+)*', 'a*a*a*a*a*'])('%s is soon done', (pattern) => {
    const began = performance.now()
    expect(fits(pattern, `${'a'.repeat(1998)}!`)).toBe(false)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

test('a text of more than 2,000 characters fits nothing', () => {
  expect(fits('.*', 'a'.repeat(2000))).toBe(true)
  expect(fits('.*', 'a'.repeat(2001))).toBe(false)
})

test('a line break is a character as any other', () => {
  expect(fits('.+', 'two\nlines')).toBe(true)
})

test.each([
  ['[a', 'is no regular expression'],
  ['(a', 'is no regular expression'],
  ['a'.repeat(201), 'is longer than 200 characters'],
  ['(?=a)a', 'cannot look ahead or behind'],
  ['(?<!a)b', 'cannot look ahead or behind'],
  ['\\bword\\b', 'cannot have \\b here'],
  ['(a)\\1', 'cannot have \\1 here'],
  ['a|^b', 'cannot have ^ here'],
  ['(.{100}){100}', 'repeats too much'],
  ['((((){999}){999}){999}){999}', 'repeats too much'],
  ['(){999999999}', 'repeats too much'],
])('%s is refused: %s', (pattern, problem) => {
  expect(readPattern(pattern)).toEqual({ problem })
})
