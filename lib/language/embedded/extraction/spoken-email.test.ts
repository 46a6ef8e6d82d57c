import { describe, expect, test } from 'vitest'
import { spec, value } from './hears.fixture'

describe('e-mail addresses said aloud', () => {
  const hear = (text: string) => value(text, spec('email'), 'What is your email address?')

  test.each([
    ['john dot smith at gmail dot com', 'john.smith@gmail.com'],
    ['j o h n at example dot com', 'john@example.com'],
    ['bob ninety nine at outlook dot com', 'bob99@outlook.com'],
    ['bob nine nine at outlook dot com', 'bob99@outlook.com'],
    ['jim hyphen bob at aol dot com', 'jim-bob@aol.com'],
    ['tom plus news at fastmail dot com', 'tom+news@fastmail.com'],
    ["uh it's dave at uh gmail dot com", 'dave@gmail.com'],
    ['it is all lowercase jane smith no spaces at gmail dot com', 'janesmith@gmail.com'],
    ['d as in david, w, o, n, g at gmail dot com', 'dwong@gmail.com'],
    ['sales at big dash corp dot com', 'sales@big-corp.com'],
  ])('%s → %s', (text, address) => {
    expect(hear(text)).toBe(address)
  })

  test.each(['look at google dot com', 'I am at home', 'one two three at example dot com', 'john at work'])(
    '%s is none',
    (text) => {
      expect(hear(text)).toBeNull()
    },
  )

  test('the one to use is taken, not the other', () => {
    expect(hear('work is w@work.com but please use personal p@home.net')).toBe('p@home.net')
  })
})
