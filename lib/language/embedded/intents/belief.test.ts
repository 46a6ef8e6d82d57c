import { expect, test } from 'vitest'
import { belief } from './belief'

test('what is just believed stands at 0.7', () => {
  expect(belief(0.52, 0, 0.52)).toBeCloseTo(0.7)
  expect(belief(0.51, 0, 0.52)).toBeLessThan(0.7)
})

test('a lead over the others adds to it, and being behind them takes away', () => {
  expect(belief(0.5, 0.1, 0.52)).toBeGreaterThan(belief(0.5, 0, 0.52))
  expect(belief(0.5, -0.1, 0.52)).toBeLessThan(belief(0.5, 0, 0.52))
})

test('the author’s own words are certain, and nothing leaves 0–1', () => {
  expect(belief(1, 0, 0.52)).toBe(1)
  for (const raw of [-1, 0, 0.5, 0.99]) expect(belief(raw, 5, 0.52)).toSatisfy((one: number) => one >= 0 && one <= 1)
})

test('order is kept', () => {
  const believed = Array.from({ length: 101 }, (_, at) => belief(at / 100, 0, 0.5))
  expect(believed).toEqual(believed.toSorted((one, other) => one - other))
})
