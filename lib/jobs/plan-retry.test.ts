import { describe, expect, test } from 'vitest'
import { type FailedTry, planRetry } from './plan-retry'

const now = Date.UTC(2026, 10, 21, 12)
const minute = 60_000
const hour = 60 * minute
const configured = { maxRetries: 3, initialDelayMs: 1000, maxDelayMs: 3000, backoffMultiplier: 2 }

/** Milliseconds until the next try; null: none. */
function delay(change: Partial<FailedTry>): number | null {
  const at = planRetry({ failures: 1, status: 500, retryAfter: null, retry: configured, random: 0, now, ...change })
  return at === null ? null : at - now
}

describe('the next try of a failed delivery', () => {
  test('comes as configured first, then by the longer schedule, then never', () => {
    const delays = Array.from({ length: 12 }, (_, index) => delay({ failures: index + 1 }))
    expect(delays).toEqual([
      ...[1000, 2000, 3000],
      ...[minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour],
      null,
    ])
  })

  test('without configured retries comes by the longer schedule at once', () => {
    expect(delay({ retry: null })).toBe(minute)
    expect(delay({ retry: null, failures: 9 })).toBeNull()
  })

  test('is spread over a fifth of a long delay', () => {
    expect(delay({ retry: null, random: 0.5 })).toBe(66_000)
    expect(delay({ random: 0.5 })).toBe(1000)
  })

  test('covers about three days', () => {
    const delays = Array.from({ length: 8 }, (_, index) => delay({ retry: null, failures: index + 1 }) ?? 0)
    const total = delays.reduce((sum, ms) => sum + ms, 0)
    expect(total / (24 * hour)).toBeGreaterThan(2.8)
    expect(total / (24 * hour)).toBeLessThan(3.5)
  })

  test('is none after 410', () => {
    expect(delay({ status: 410 })).toBeNull()
  })

  test.each([
    ['120', 120_000],
    ['0', 1000],
    ['Sat, 21 Nov 2026 12:10:00 GMT', 10 * minute],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 1000],
    ['999999999', 24 * hour],
    ['soon', 1000],
    ['-5', 1000],
  ])('obeys Retry-After %j, within a day', (retryAfter, ms) => {
    expect(delay({ retryAfter, status: 429 })).toBe(ms)
  })
})
