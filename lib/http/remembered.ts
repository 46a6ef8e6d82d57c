import type { Clock } from '@/lib/domain/clock'

/** What `load` answered for a key, asked for again after `lifeMs`. Past `maxKeys` the oldest answers are forgotten. */
export function remembered<T>(
  { clock, lifeMs, maxKeys = 1_000 }: { clock: Clock; lifeMs: number; maxKeys?: number },
  load: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, { at: number; answer: Promise<T> }>()

  return (key) => {
    const known = kept.get(key)
    const now = clock.monotonic()
    if (known && now - known.at < lifeMs) return known.answer
    const entry = { at: now, answer: load(key) }
    kept.delete(key)
    kept.set(key, entry)
    entry.answer.catch(() => {
      // Who asked hears of the failure; the next one asks again.
      if (kept.get(key) === entry) kept.delete(key)
    })
    const oldest = kept.keys().next()
    if (kept.size > maxKeys && !oldest.done) kept.delete(oldest.value)
    return entry.answer
  }
}
