import { randomUUID } from 'node:crypto'
import type { Clock } from '@/lib/domain/clock'
import type { ModelCall } from '@/lib/domain/turn-event'
import { costOf, type ModelPrices, type Usage } from './model-prices'

/** Accounts one logical call over all of its tries: the tokens of every try count, a repaired answer is paid for twice. */
export type CallMeter = {
  tried(model: string): void
  used(model: string, usage: Usage): void
  heardFirst(): void
  /** `error`: without words of the conversation and without keys. */
  finish(error: string | null): ModelCall
}

export function startMeter(start: {
  purpose: ModelCall['purpose']
  provider: string
  model: string
  clock: Clock
  prices: ModelPrices
}): CallMeter {
  const { purpose, provider, clock, prices } = start
  const startedAt = clock.monotonic()
  let { model } = start
  let tries = 0
  let firstTokenMs: number | null = null
  let total: Usage | null = null
  let cost: number | null = 0
  const sinceStart = () => Math.round(clock.monotonic() - startedAt)

  return {
    tried(name) {
      model = name
      tries += 1
    },
    used(name, usage) {
      total = {
        inputTokens: (total?.inputTokens ?? 0) + usage.inputTokens,
        outputTokens: (total?.outputTokens ?? 0) + usage.outputTokens,
      }
      const price = costOf(prices, name, usage)
      cost = cost === null || price === null ? null : cost + price
    },
    heardFirst() {
      firstTokenMs ??= sinceStart()
    },
    finish(error) {
      return {
        id: randomUUID(),
        purpose,
        provider,
        model,
        inputTokens: total?.inputTokens ?? null,
        outputTokens: total?.outputTokens ?? null,
        firstTokenMs,
        ms: sinceStart(),
        cost: total ? cost : null,
        retries: Math.max(0, tries - 1),
        error,
      }
    },
  }
}
