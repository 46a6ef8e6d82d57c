import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/domain/errors'
import { readSaid } from './read-said'

const bytes = (text: string) => Buffer.from(text)
const read = (value: unknown) => readSaid(bytes(JSON.stringify(value)), false)

function complaint(frame: Uint8Array, isBinary = false): string {
  try {
    readSaid(frame, isBinary)
  } catch (error) {
    if (isAppError(error) && error.code === 'BAD_REQUEST') return error.publicMessage
    throw error
  }
  throw new Error('the frame was read')
}

describe('read', () => {
  test('the contract’s frame', () => {
    expect(read({ message: 'Hello', message_type: 'text' })).toEqual({ text: 'Hello', key: null })
  })

  test('without a type, with a key, with fields of a newer client', () => {
    expect(read({ message: ' Hi ', key: 'k-1', mood: 'good' })).toEqual({ text: ' Hi ', key: 'k-1' })
    expect(read({ message: 'Hi', key: null })).toEqual({ text: 'Hi', key: null })
  })

  test('ten thousand characters, however many units they have', () => {
    expect(read({ message: '😀'.repeat(10_000) }).text).toHaveLength(20_000)
  })
})

describe('refused, with what is wrong', () => {
  test.each([
    ['not JSON', 'hello', /not valid JSON/],
    ['an empty frame', '', /must be an object/],
    ['no object', '"hello"', /must be an object/],
    ['a list', '[]', /must be an object/],
    ['null', 'null', /must be an object/],
    ['no message', '{}', /"message" must be a text/],
    ['a message that is no text', '{"message": 5}', /"message" must be a text/],
    ['an empty message', '{"message": ""}', /must not be empty/],
    ['a blank message', '{"message": " \\n\\t"}', /must not be empty/],
    ['another type', '{"message": "a", "message_type": "image"}', /"message_type" must be "text"/],
    ['a NUL', '{"message": "a\\u0000b"}', /NUL/],
    ['half a surrogate pair', '{"message": "a\\ud83d"}', /surrogates/],
    ['a key that is too long', `{"message": "a", "key": "${'k'.repeat(129)}"}`, /"key" must have 1 to 128/],
    ['an empty key', '{"message": "a", "key": ""}', /"key" must have 1 to 128/],
    ['a key that is no text', '{"message": "a", "key": 1}', /"key" must be a text/],
    ['depth', `{"message": "a", "deep": ${'['.repeat(200)}${']'.repeat(200)}}`, /nested deeper/],
  ])('%s', (_, frame, said) => {
    expect(complaint(bytes(frame))).toMatch(said)
  })

  test('one character more than ten thousand', () => {
    expect(complaint(bytes(JSON.stringify({ message: '😀'.repeat(10_001) })))).toMatch(/more than 10,000/)
  })

  test('a binary frame', () => {
    expect(complaint(bytes('{"message": "a"}'), true)).toMatch(/Binary/)
  })
})
