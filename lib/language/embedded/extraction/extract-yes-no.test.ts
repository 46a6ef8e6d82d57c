import { describe, expect, test } from 'vitest'
import { spec, value } from './hears.fixture'

describe('yes or no, asked', () => {
  const hear = (text: string) => value(text, spec('consent'), 'Do you agree?')

  test.each([
    'no problem',
    'why not',
    'sure thing',
    'yuppp',
    'great, go ahead',
    "I'm fine with that",
    'that would be wonderful',
    'no objections',
    'no, wait, yes',
    'they do',
    'that is a yes',
    "I don't have any objection",
    'that one sounds really good to me',
    'absolutely, no question',
    'uh huh',
  ])('%s is a yes', (text) => {
    expect(hear(text)).toBe(true)
  })

  test.each([
    'not really',
    "I don't think so",
    'hell no',
    'that does not work for me',
    "don't bother",
    'under no circumstances',
    "I'm gonna say no",
    'please cancel',
    "she doesn't",
    'I changed my mind, no',
    'yes. actually no',
    "it doesn't look right",
    "I'm good, thanks",
    'it is a firm no',
    'please leave it out',
  ])('%s is a no', (text) => {
    expect(hear(text)).toBe(false)
  })

  test.each([
    'maybe',
    "I'm not so sure",
    'it depends',
    'I have a question',
    'what do you mean?',
    'yes and no',
    "I'd like to report a missing bag",
    'please refund my ticket',
  ])('%s is neither', (text) => {
    expect(hear(text)).toBeNull()
  })
})
