export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds from an arbitrary start; never runs backwards. */
  monotonic(): number
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }
