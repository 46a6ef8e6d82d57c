import type { CostRow } from './insight-queries'

/** `analysis_cost`: the part of `cost` that analyses of conversations made. */
export type ModelCosts = Omit<CostRow, 'at' | 'purpose'> & { analysis_cost: number; analysis_calls: number }

/** Days put together: one row for each agent and model, the dearest first, then those with the most tokens. Pure. */
export function sumByModel(rows: readonly CostRow[]): ModelCosts[] {
  const sums = new Map<string, ModelCosts>()
  for (const { at: _, purpose, ...row } of rows) {
    const key = JSON.stringify([row.agent_id, row.provider, row.model])
    const isAnalysis = purpose === 'analysis'
    const one = { ...row, analysis_cost: isAnalysis ? row.cost : 0, analysis_calls: isAnalysis ? row.calls : 0 }
    const sum = sums.get(key)
    sums.set(key, sum ? added(sum, one) : one)
  }
  return [...sums.values()].toSorted((a, b) => b.cost - a.cost || tokensOf(b) - tokensOf(a))
}

export function tokensOf({ input_tokens, output_tokens }: ModelCosts): number {
  return input_tokens + output_tokens
}

function added(sum: ModelCosts, row: ModelCosts): ModelCosts {
  return {
    ...sum,
    calls: sum.calls + row.calls,
    input_tokens: sum.input_tokens + row.input_tokens,
    output_tokens: sum.output_tokens + row.output_tokens,
    cost: sum.cost + row.cost,
    unpriced_calls: sum.unpriced_calls + row.unpriced_calls,
    analysis_cost: sum.analysis_cost + row.analysis_cost,
    analysis_calls: sum.analysis_calls + row.analysis_calls,
  }
}
