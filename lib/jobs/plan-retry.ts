import { type RetrySettings, retryDelayMs } from '@/lib/domain/workflow'

const minute = 60_000
const hour = 60 * minute
/** What follows the configured retries: about three days in all. */
const outboxDelaysMs = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour]
const longestWishMs = 24 * hour

export type FailedTry = {
  /** Tries that failed so far, this one included. */
  failures: number
  /** Null: no answer came. */
  status: number | null
  /** The receiver's `Retry-After` as it stood; null: none. */
  retryAfter: string | null
  /** The configured retries; null: none. */
  retry: RetrySettings | null
  /** 0 ≤ random < 1: spreads the later tries over a fifth of their delay. */
  random: number
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * When a failed delivery is tried again, in milliseconds since the epoch: first as configured (contract 6, Webhooks), then
 * by the outbox's longer schedule, never before the receiver's own wish (at most a day). Null: never. 410 says never.
 */
export function planRetry(failed: FailedTry): number | null {
  if (failed.status === 410) return null
  const delayMs = plannedDelayMs(failed)
  return delayMs === null ? null : failed.now + Math.max(delayMs, wishedDelayMs(failed.retryAfter, failed.now))
}

function plannedDelayMs({ failures, retry, random }: FailedTry): number | null {
  const configured = retry?.maxRetries ?? 0
  if (retry && failures <= configured) return Math.round(retryDelayMs(retry, failures - 1))
  const delayMs = outboxDelaysMs[failures - 1 - configured]
  return delayMs === undefined ? null : Math.round(delayMs * (1 + random / 5))
}

// Seconds or an HTTP date.
function wishedDelayMs(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0
  const delayMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isNaN(delayMs) ? 0 : Math.min(Math.max(delayMs, 0), longestWishMs)
}
