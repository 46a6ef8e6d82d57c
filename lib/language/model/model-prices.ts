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

/** Null where the model's price is not known; a dated name (`-2025-08-07`, `-20250929`) costs what the plain one does. */
export function costOf(prices: ModelPrices, model: string, usage: Usage): number | null {
  const name = Object.hasOwn(prices, model) ? model : model.replace(/-(?:\d{4}-\d\d-\d\d|\d{8}|latest)$/, '')
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined
  if (!price) return null
  return (usage.inputTokens * price.inputPerMillion + usage.outputTokens * price.outputPerMillion) / 1_000_000
}
