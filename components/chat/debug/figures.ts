import { texts } from '../../texts'

export function msText(ms: number): string {
  if (ms < 1) return '< 1 ms'
  return ms < 10_000 ? `${Math.round(ms).toLocaleString('en')} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** Calls cost small parts of a unit: two digits that say something. */
export function costText(cost: number): string {
  if (cost === 0) return texts.debug.free
  return texts.debug.cost(cost.toLocaleString('en', { maximumSignificantDigits: 2 }))
}
