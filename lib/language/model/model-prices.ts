import { z } from 'zod'

/** Price of a million tokens, by model name; the currency is the operator's. */
export type ModelPrices = Readonly<Record<string, { inputPerMillion: number; outputPerMillion: number }>>

export type Usage = { inputTokens: number; outputTokens: number }

const pricesSchema = z.record(
  z.string(),
  z.object({ inputPerMillion: z.number().min(0), outputPerMillion: z.number().min(0) }),
)

/** Reads `{"model": {"inputPerMillion": 1, "outputPerMillion": 2}}`. Throws ZodError or SyntaxError. */
export function parseModelPrices(json: string): ModelPrices {
  return pricesSchema.parse(JSON.parse(json))
}

/** Null where the model's price is not known. */
export function costOf(prices: ModelPrices, model: string, usage: Usage): number | null {
  const price = Object.hasOwn(prices, model) ? prices[model] : undefined
  if (!price) return null
  return (usage.inputTokens * price.inputPerMillion + usage.outputTokens * price.outputPerMillion) / 1_000_000
}
