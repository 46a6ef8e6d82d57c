import { describe, expect, test } from 'vitest'
import { cleanJson, createTextJoiner } from './clean-text'

describe('the pieces of a streamed text', () => {
  const join = (...pieces: string[]) => {
    const joiner = createTextJoiner()
    return [...pieces.map((piece) => joiner.push(piece)), joiner.end()]
  }

  test('wait for the other half of a surrogate pair', () => {
    expect(join('a\ud83d', '\ude00', 'b')).toEqual(['a', '😀', 'b', ''])
  })

  test('end with a replacement where the other half never comes', () => {
    expect(join('a\ud83d')).toEqual(['a', '\ufffd'])
  })

  test('begin with the first word', () => {
    expect(join('\n', ' Hi', ' you')).toEqual(['', 'Hi', ' you', ''])
  })

  test('lose NUL, which the database refuses', () => {
    expect(join('a\0b')).toEqual(['ab', ''])
  })
})

test('values and names inside JSON lose NUL and lone surrogates', () => {
  expect(cleanJson({ 'a\0': ['x\0', { deep: '\ud83d' }, 1, null] })).toEqual({ a: ['x', { deep: '\ufffd' }, 1, null] })
})
