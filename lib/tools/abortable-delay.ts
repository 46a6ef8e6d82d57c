import { setTimeout } from 'node:timers/promises'

/** Resolves after `ms` milliseconds; rejects as soon as the signal aborts. */
export async function abortableDelay(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal })
}
