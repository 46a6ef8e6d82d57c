import type { Clock } from '@/lib/domain/clock'

/** A clock that stands still until it is moved. */
export function movableClock(at: number): Clock & { advance(ms: number): void } {
  let now = at
  return {
    now: () => now,
    monotonic: () => now,
    advance(ms) {
      now += ms
    },
  }
}
