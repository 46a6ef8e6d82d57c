import { describe, expect, test } from 'vitest'
import { defaultRetryLimits as limits, planRetry } from './plan-retry'
import type { Reaction } from './provider-failure'

const fresh = { waits: 0, corrections: 0, adapted: new Set<never>() }
const busy = (retryAfterMs: number | null): Reaction => ({ kind: 'wait', retryAfterMs, isOutage: false })

describe('what follows a failed try', () => {
  test.each([
    ['a busy provider is waited for', busy(null), fresh, 1, { kind: 'wait', ms: 500 }],
    ['the second pause is twice as long', busy(null), { ...fresh, waits: 1 }, 1, { kind: 'wait', ms: 1000 }],
    ['chance halves a pause at most', busy(null), fresh, 0, { kind: 'wait', ms: 250 }],
    ['Retry-After is taken as it stands', busy(3000), fresh, 0, { kind: 'wait', ms: 3000 }],
    ['a Retry-After past the bound is not waited for', busy(10_001), fresh, 0, { kind: 'next-model' }],
    ['two retries are the most', busy(null), { ...fresh, waits: 2 }, 0, { kind: 'next-model' }],
    [
      'an unusable answer is asked for once more',
      { kind: 'ask-again', correction: [] },
      fresh,
      0,
      { kind: 'ask-again', correction: [] },
    ],
    [
      'a second unusable answer ends it',
      { kind: 'ask-again', correction: [] },
      { ...fresh, corrections: 1 },
      0,
      { kind: 'next-model' },
    ],
    [
      'a refused parameter is left out',
      { kind: 'adapt', refused: 'temperature' },
      fresh,
      0,
      { kind: 'adapt', refused: 'temperature' },
    ],
    [
      'a parameter refused though it was left out ends it',
      { kind: 'adapt', refused: 'temperature' },
      { ...fresh, adapted: new Set(['temperature'] as const) },
      0,
      { kind: 'next-model' },
    ],
    ['an unknown model leads to the next', { kind: 'other-model' }, fresh, 0, { kind: 'next-model' }],
    ['a wrong key ends it', { kind: 'give-up' }, fresh, 0, { kind: 'give-up' }],
  ] as const)('%s', (_, reaction, spent, chance, move) => {
    expect(planRetry(reaction, spent, limits, chance)).toEqual(move)
  })
})
