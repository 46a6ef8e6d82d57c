import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { costOf, parseModelPrices } from './model-prices'
import { readModelPrices } from './read-model-prices'

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

test('a dated name costs what the plain one does, unless it has a price of its own', () => {
  const prices = {
    mini: { inputPerMillion: 1, outputPerMillion: 0 },
    'mini-20250101': { inputPerMillion: 2, outputPerMillion: 0 },
  }
  const cost = (model: string) => costOf(prices, model, { inputTokens: 1_000_000, outputTokens: 0 })
  expect(['mini', 'mini-2025-08-07', 'mini-20250929', 'mini-20250101', 'mini-pro'].map(cost)).toEqual([
    1,
    1,
    1,
    2,
    null,
  ])
})

test('a file of prices comes over the well-known ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prices-'))
  const file = join(folder, 'prices.json')
  await writeFile(file, '{"gpt-4o": {"inputPerMillion": 9, "outputPerMillion": 9}}')
  expect(readModelPrices(file)['gpt-4o']).toEqual({ inputPerMillion: 9, outputPerMillion: 9 })
  expect(readModelPrices(file)['gpt-4o-mini']).toEqual(readModelPrices(undefined)['gpt-4o-mini'])
  await writeFile(file, '{"gpt-4o": "cheap"}')
  expect(() => readModelPrices(file)).toThrow(/cannot be read/)
  await rm(folder, { recursive: true })
  expect(() => readModelPrices(file)).toThrow(file)
})
