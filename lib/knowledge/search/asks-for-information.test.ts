import { expect, test } from 'vitest'
import { asksForInformation } from './asks-for-information'

test.each([
  'What are your hours?',
  'what are your hours',
  'hi, can i eat before the scan',
  'Tell me about contrast dye.',
  "I'd like to know the price",
  'parking fees',
  'My knee hurts. How long does it take?',
  'I am looking for the address',
])('%s', (text) => expect(asksForInformation(text)).toBe(true))

test.each([
  '',
  'hello',
  'Thanks a lot!',
  'yes',
  'no, thanks',
  'ok great',
  "I'm Jack, 30301",
  'My name is Ann',
  '👍',
  'bye',
])('"%s" is nothing to look up', (text) => expect(asksForInformation(text)).toBe(false))
