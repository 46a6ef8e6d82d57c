import { expect, test } from 'vitest'
import { isFromFrame, readToFrame, seal } from './widget-messages'

test('a page says what a conversation begins with in plain values, and nothing in the server’s own names', () => {
  const variables = { name: 'Ann', age: 41, isNew: true, __tenant: 'x', nested: {}, none: null, bad: Number.NaN }
  expect(readToFrame({ parley: 1, type: 'variables', variables })).toEqual({
    type: 'variables',
    variables: { name: 'Ann', age: 41, isNew: true },
  })
})

test.each([
  ['without a version', { type: 'new' }],
  ['of another version', { parley: 2, type: 'new' }],
  ['of an unknown kind', { parley: 1, type: 'read-everything' }],
  ['that is no object', 'new'],
  ['that sends nothing', { parley: 1, type: 'send', text: '  ' }],
  ['that sends no text', { parley: 1, type: 'send', text: { toString: 'x' } }],
])('a message %s is not heard by the frame', (_, message) => {
  expect(readToFrame(message)).toBeNull()
})

test('what is missing from a connection is as if nothing was wished', () => {
  expect(readToFrame({ parley: 1, type: 'connect', theme: { scheme: 'neon', accent: 7 } })).toEqual({
    type: 'connect',
    theme: { accent: '', font: '', scheme: 'auto' },
    variables: {},
    isShown: false,
    isInline: false,
  })
})

test('a page takes from the frame only what is sealed as ours', () => {
  expect(isFromFrame(seal({ type: 'unread', count: 2 }))).toBe(true)
  for (const other of [null, 'ready', {}, { type: 'ready' }, { parley: 1 }]) expect(isFromFrame(other)).toBe(false)
})
