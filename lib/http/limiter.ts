import type { Clock } from '@/lib/domain/clock'

type Use = { allowed: true } | { allowed: false; retryAfterSeconds: number }

export type Limiter = {
  /** Counts one use of `key`, unless the limit is reached. */
  take(key: string): Use
  /** Whether a use would be allowed now; counts none. */
  check(key: string): Use
  /** The key's uses no longer count. */
  forget(key: string): void
}

/**
 * At most `limit` uses of a key in any `windowMs`. Holds `maxKeys` keys: past that, the one unused for longest is forgotten.
 */
export function createLimiter(settings: { clock: Clock; limit: number; windowMs: number; maxKeys?: number }): Limiter {
  const { clock, limit, windowMs, maxKeys = 10_000 } = settings
  // In order of last use: a map keeps the order of insertion.
  const uses = new Map<string, number[]>()

  const dropOld = (now: number) => {
    for (const [key, times] of uses) {
      const last = times.at(-1)
      if (uses.size <= maxKeys && last !== undefined && now - last < windowMs) return
      uses.delete(key)
    }
  }

  const recent = (key: string, now: number) => (uses.get(key) ?? []).filter((at) => now - at < windowMs)

  const decide = (times: readonly number[], now: number): Use => {
    const oldest = times[0]
    if (times.length < limit || oldest === undefined) return { allowed: true }
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)) }
  }

  return {
    take(key) {
      const now = clock.monotonic()
      const times = recent(key, now)
      const use = decide(times, now)
      if (!use.allowed) return use
      uses.delete(key)
      uses.set(key, [...times, now])
      dropOld(now)
      return use
    },
    check(key) {
      const now = clock.monotonic()
      return decide(recent(key, now), now)
    },
    forget(key) {
      uses.delete(key)
    },
  }
}
