import { readFileSync } from 'node:fs'
import { AppError } from '@/lib/domain/errors'
import { type ModelPrices, parseModelPrices } from './model-prices'
import { wellKnownPrices } from './well-known-prices'

/** The well-known prices, and over them those of the file MODEL_PRICES. Throws BAD_REQUEST where it cannot be read. */
export function readModelPrices(path: string | undefined): ModelPrices {
  if (path === undefined) return wellKnownPrices
  try {
    return { ...wellKnownPrices, ...parseModelPrices(readFileSync(path, 'utf8')) }
  } catch (cause) {
    const shape = '{"model": {"inputPerMillion": 1, "outputPerMillion": 2}}'
    throw new AppError('BAD_REQUEST', `MODEL_PRICES: ${path} cannot be read as ${shape}.`, { cause })
  }
}
