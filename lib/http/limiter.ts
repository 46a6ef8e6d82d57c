import type { Clock } from '@/lib/domain/clock'

export type Limiter = {
  /** Counts one use of `key`, unless the limit is reached. */
  take(key: string): { allowed: true } | { allowed: false; retryAfterSeconds: number }
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

  return {
    take(key) {
      const now = clock.monotonic()
      const times = (uses.get(key) ?? []).filter((at) => now - at < windowMs)
      const oldest = times[0]
      if (times.length >= limit && oldest !== undefined)
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)) }
      uses.delete(key)
      uses.set(key, [...times, now])
      dropOld(now)
      return { allowed: true }
    },
    forget(key) {
      uses.delete(key)
    },
  }
}
