import type { Clock } from '@/lib/domain/clock'

/** Leave to make one try. Exactly one of its ends is called when the try is over; `abandoned` says nothing about the provider. */
export type Pass = { succeeded(): void; failed(): void; abandoned(): void }

export type CircuitBreaker = {
  /** Null while the circuit of `key` is open: no try is made. */
  admit(key: string): Pass | null
}

type Circuit = { failures: number; openUntil: number | null; probing: boolean }

/**
 * Keeps a provider that is down from being asked again and again: after `failures` failed tries in a row the circuit of
 * that key is open for `openMs`, then one probe may pass; its outcome closes the circuit or opens it for another `openMs`.
 */
export function createCircuitBreaker(settings: { clock: Clock; failures?: number; openMs?: number }): CircuitBreaker {
  const { clock, failures = 5, openMs = 30_000 } = settings
  const circuits = new Map<string, Circuit>()

  return {
    admit(key) {
      const circuit = circuits.get(key) ?? { failures: 0, openUntil: null, probing: false }
      circuits.set(key, circuit)
      const isProbe = circuit.openUntil !== null
      if (circuit.openUntil !== null && (circuit.probing || clock.monotonic() < circuit.openUntil)) return null
      circuit.probing = isProbe
      return {
        succeeded() {
          Object.assign(circuit, { failures: 0, openUntil: null, probing: false })
        },
        failed() {
          circuit.failures += 1
          if (isProbe) circuit.probing = false
          if (circuit.failures >= failures) circuit.openUntil = clock.monotonic() + openMs
        },
        abandoned() {
          if (isProbe) circuit.probing = false
        },
      }
    },
  }
}
