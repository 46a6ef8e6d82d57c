import { expect, test } from 'vitest'
import { nextConnection, reconnectMs } from './next-connection'

test.each([
  [1006, 'resume'],
  [1011, 'resume'],
  [1012, 'resume'],
  [1000, 'renew'],
  [1008, 'renew'],
  [4409, 'elsewhere'],
] as const)('after close code %i: %s', (code, next) => {
  expect(nextConnection(code)).toBe(next)
})

test('pauses grow from 0.3 to 10 seconds', () => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 60].map((tries) => reconnectMs(tries, () => 1))
  expect(pauses).toEqual([300, 600, 1200, 2400, 4800, 9600, 10_000, 10_000])
  expect(reconnectMs(0, () => 0)).toBe(240)
})
