import { describe, expect, test } from 'vitest'
import type { HistoryMessage } from '@/lib/domain/language'
import { extractVariables } from './extract-variables'
import { call, firstName, hears, spec, value, zipCode } from './hears.fixture'

describe('yes and no', () => {
  const consent = spec('consent', 'Whether the user agrees')
  test.each([
    'yes',
    'Yeah sure',
    'yep',
    'of course',
    'I do',
    'ok',
    'go ahead',
    'no problem',
    'y',
    'that is correct',
    'why not',
    'haha yes',
    'uh-huh',
    '👍',
  ])('%s is true', (text) => {
    expect(value(text, consent, 'Do you agree?')).toBe(true)
  })
  test.each([
    'no',
    'nope',
    'not really',
    "I don't",
    'no thanks',
    'absolutely not',
    'I do not',
    'n',
    'yeah no',
    'unfortunately not',
    'never',
    "I don't think so",
  ])('%s is false', (text) => {
    expect(value(text, consent, 'Do you agree?')).toBe(false)
  })
  test.each([
    'maybe',
    'not sure',
    'what do you mean?',
    'it depends',
    "I don't know",
    'right now I am at work',
    'Tuesday',
  ])('%s is neither', (text) => {
    expect(value(text, consent, 'Do you agree?')).toBeNull()
  })
  test.each([
    ['I have a pacemaker', true],
    ["I don't have a pacemaker", false],
    ['no pacemaker', false],
    ['can I come with a pacemaker?', null],
  ])('has_pacemaker of "%s" is %s, unasked too', (text, expected) => {
    expect(hears(text, [spec('has_pacemaker'), firstName])[0]?.value).toBe(expected)
  })
})

describe('choices named in the prompt', () => {
  const contact = spec('contact_method', 'How to reach them, one of: phone call, email, text message')
  test.each([
    ['email please', 'email'],
    ['by emial', 'email'],
    ['a phone call', 'phone call'],
    ['the second one', 'email'],
    ['text me', 'text message'],
    ['email, no wait, phone', 'phone call'],
    ['not email, text', 'text message'],
  ])('%s → %s', (text, choice) => {
    expect(value(text, contact, 'Which do you prefer?')).toBe(choice)
  })
  test.each(['by pigeon', 'email or phone call'])('%s is none of them', (text) => {
    expect(value(text, contact, 'Which do you prefer?')).toBeNull()
  })
})

describe('free text', () => {
  const reason = spec('reason', 'Why the user is calling')
  test('the answer to its question is taken whole', () => {
    expect(value('because my knee has hurt since Monday', reason, 'What brings you here?')).toBe(
      'my knee has hurt since Monday',
    )
  })
  test('unasked only the clause that names it', () => {
    expect(
      hears("I'm John and I want to know about MRI safety.", [firstName, spec('topic')]).map((one) => one.value),
    ).toEqual(['John', 'MRI safety'])
  })
  test.each(['hello', 'why do you ask?', 'I do not know', 'yes'])('%s is no answer', (text) => {
    expect(value(text, reason, 'What brings you here?')).toBeNull()
  })
})

describe('where a value comes from', () => {
  const history: HistoryMessage[] = [
    { id: 'm1', role: 'user', content: "Hi, I'm Jack" },
    { id: 'm2', role: 'assistant', content: 'What is your zip code?' },
    { id: 'm3', role: 'user', content: '30301' },
  ]
  test('an older message gives what this one lacks, with less confidence, and the words are kept', () => {
    const [name, zip] = extractVariables({ text: '30301', history, variables: [firstName, zipCode], known: {} }, call)
    expect(name).toMatchObject({ value: 'Jack', raw: 'Jack', messageId: 'm1', method: 'name' })
    expect(zip).toMatchObject({ value: '30301', raw: '30301', messageId: 'm3', method: 'postal-code' })
    expect(name?.confidence ?? 1).toBeLessThan(zip?.confidence ?? 0)
  })
  test('what is known is not read again from older messages', () => {
    const [name] = extractVariables(
      { text: '30301', history, variables: [firstName], known: { first_name: 'John' } },
      call,
    )
    expect(name?.value).toBeNull()
  })
  test('an opening without words finds nothing', () => {
    expect(extractVariables({ text: null, history: [], variables: [firstName], known: {} }, call)).toEqual([
      { name: 'first_name', value: null, raw: null, messageId: null, method: 'name', confidence: null },
    ])
  })
})
