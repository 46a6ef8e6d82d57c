import { expect, test } from 'vitest'
import { costOf, parseModelPrices } from './model-prices'

test('a price table gives the cost of a call', () => {
  const prices = parseModelPrices('{"m": {"inputPerMillion": 2, "outputPerMillion": 8}}')
  expect(costOf(prices, 'm', { inputTokens: 500_000, outputTokens: 250_000 })).toBe(3)
})

test('a model that is not in the table has no cost', () => {
  expect(costOf({}, 'toString', { inputTokens: 1, outputTokens: 1 })).toBeNull()
})

test('a table with a negative price is refused', () => {
  expect(() => parseModelPrices('{"m": {"inputPerMillion": -1, "outputPerMillion": 8}}')).toThrow()
})
