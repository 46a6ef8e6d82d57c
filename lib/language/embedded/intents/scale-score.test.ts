import { expect, test } from 'vitest'
import { scaleScore } from './scale-score'

test.each([0.3, 0.7, 0.75, 1])('what is just not believed stays below the author’s threshold of %d', (threshold) => {
  expect(scaleScore(0.4, 0.4, threshold)).toBe(threshold)
  expect(scaleScore(0.399999999, 0.4, threshold)).toBeLessThan(threshold)
})

test('the ends of the scale stay where they are, and beyond them nothing leaves 0–1', () => {
  expect([-1, 0, 1, 2].map((raw) => scaleScore(raw, 0.4, 0.7))).toEqual([0, 0, 1, 1])
  expect(scaleScore(0, 0.4, 0)).toBe(0)
})

test('order is kept', () => {
  const scaled = Array.from({ length: 101 }, (_, at) => scaleScore(at / 100, 0.43, 0.7))
  expect(scaled).toEqual([...scaled].sort((one, other) => one - other))
})
