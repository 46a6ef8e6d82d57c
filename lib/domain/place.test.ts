import { expect, test } from 'vitest'
import { formatPlace, parsePlace, restOf, sizeOf } from './place'

const turnId = '0199aa00-0000-7000-8000-000000000001'

test('a place is read as it was written', () => {
  const place = { turnId, attempt: 2, position: 17 }
  expect(formatPlace(place)).toBe(`${turnId}.2.17`)
  expect(parsePlace(formatPlace(place))).toEqual(place)
})

test.each(['', 'x', turnId, `${turnId}.1`, `${turnId}.0.1`, `${turnId}.1.-1`, `${turnId}.1.01`, `${turnId}.1.1.1`])(
  '"%s" is no place',
  (text) => {
    expect(parsePlace(text)).toBeNull()
  },
)

test('text counts by its UTF-16 units, anything else is one', () => {
  expect(sizeOf({ at: 0, type: 'text-delta', messageId: 'm', text: 'a😀' })).toBe(3)
  expect(sizeOf({ at: 0, type: 'turn-end', stopped: false })).toBe(1)
})

test('the rest of a text never begins in the middle of a surrogate pair', () => {
  const event = { at: 0, type: 'text-delta', messageId: 'm', text: 'a😀b' } as const
  expect([0, 1, 2, 3].map((offset) => restOf(event, offset).text)).toEqual(['a😀b', '😀b', '😀b', 'b'])
})
