import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { CircuitBreaker } from './circuit-breaker'
import type { ModelPrices } from './model-prices'
import type { ModelWire } from './model-wire'
import type { RetryLimits } from './plan-retry'
import type { Quirk } from './request-quirks'

/** In milliseconds. */
export type ModelTimeouts = {
  /** From the request to the first chunk of a streamed answer. */
  firstChunkMs: number
  /** Between two chunks. */
  idleMs: number
  /** For an answer that comes whole. */
  answerMs: number
}

/** One server as the calls of this room use it. */
export type ModelProvider = {
  /** Its host or the name it was given: what the account and the log call it. */
  name: string
  /** What its circuits are kept under. */
  address: string
  wire: ModelWire
  clock: Clock
  log: Pick<Log, 'warn'>
  timeouts: ModelTimeouts
  limits: RetryLimits
  breaker: CircuitBreaker
  prices: ModelPrices
  /** Parameters that a model has refused: left out from then on. */
  refused: Map<string, ReadonlySet<Quirk>>
  /** Rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>
}
