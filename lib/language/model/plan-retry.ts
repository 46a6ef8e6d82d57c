import type { Reaction } from './provider-failure'
import type { ChatMessage, Quirk } from './request-quirks'

export type RetryLimits = {
  /** Times one call waits and asks the same model again. */
  maxWaits: number
  /** Times an unusable answer is asked for again. */
  maxCorrections: number
  initialDelayMs: number
  maxDelayMs: number
  /** A provider that asks for a longer pause is not waited for. */
  maxRetryAfterMs: number
}

export const defaultRetryLimits: RetryLimits = {
  maxWaits: 2,
  maxCorrections: 1,
  initialDelayMs: 500,
  maxDelayMs: 4000,
  maxRetryAfterMs: 10_000,
}

/** What has been spent on the model in hand. */
export type Spent = { waits: number; corrections: number; adapted: ReadonlySet<Quirk> }

export type Move =
  | { kind: 'wait'; ms: number }
  | { kind: 'ask-again'; correction: readonly ChatMessage[] }
  | { kind: 'adapt'; refused: Quirk }
  | { kind: 'next-model' }
  | { kind: 'give-up' }

/** What to do after a failed try. Pure: `chance`, in 0–1, spreads pauses so that many calls do not come back at once. */
export function planRetry(reaction: Reaction, spent: Spent, limits: RetryLimits, chance: number): Move {
  switch (reaction.kind) {
    case 'wait': {
      if (spent.waits >= limits.maxWaits) return { kind: 'next-model' }
      const asked = reaction.retryAfterMs
      if (asked !== null) return asked > limits.maxRetryAfterMs ? { kind: 'next-model' } : { kind: 'wait', ms: asked }
      const delay = Math.min(limits.initialDelayMs * 2 ** spent.waits, limits.maxDelayMs)
      return { kind: 'wait', ms: Math.round(delay * (0.5 + chance / 2)) }
    }
    case 'ask-again':
      return spent.corrections < limits.maxCorrections
        ? { kind: 'ask-again', correction: reaction.correction }
        : { kind: 'next-model' }
    case 'adapt':
      return spent.adapted.has(reaction.refused) ? { kind: 'next-model' } : reaction
    case 'other-model':
      return { kind: 'next-model' }
    case 'give-up':
      return reaction
  }
}
