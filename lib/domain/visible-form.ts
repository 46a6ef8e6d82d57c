// What of a form's changes leaves the server. Pure; the fold is total over it.
import type { FormChange, FormReading } from './form'

/** For its visitor: what happened to which field, without a value. */
export function withoutValues(change: FormChange): FormChange {
  switch (change.kind) {
    case 'answered':
      return { ...change, value: null, old: null, raw: null, messageId: null, method: '', confidence: null }
    case 'cleared':
      return { ...change, old: null }
    case 'confirming':
      return { ...change, value: null }
    case 'skipped':
    case 'asked':
    case 'unneeded':
    case 'paused':
    case 'resumed':
    case 'restarted':
    case 'ended':
      return change
  }
}

/** For the why: all but the values of sensitive fields. */
export function withoutSensitive(change: FormChange): FormChange {
  if (!('isSensitive' in change) || !change.isSensitive) return change
  const seen = withoutValues(change)
  return change.kind === 'answered' && seen.kind === 'answered'
    ? { ...seen, method: change.method, confidence: change.confidence }
    : seen
}

export function readingWithoutSensitive(reading: FormReading): FormReading {
  const values = reading.values.map((one) => (one.isSensitive ? { ...one, value: null, raw: null } : one))
  return { ...reading, values }
}
