import { extractDateTime } from '@/lib/language/embedded/extraction/extract-date-time'
import type { Extractor } from '@/lib/language/embedded/extraction/extractor'

const iso = /(?<!\d)(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?(?![\d:])/iu

/** `YYYY-MM-DDTHH:MM`; a day or a time alone is none. */
export const readDateTime: Extractor = (text, context) => {
  const [raw, day, time, zone] = iso.exec(text) ?? []
  if (raw !== undefined) {
    const value = zone ? inZone(raw.replace(' ', 'T'), context.timeZone) : real(`${day}T${time}`)
    return value ? { value, raw, confidence: 0.98 } : null
  }
  const found = extractDateTime(text, context)
  return typeof found?.value === 'string' && found.value.includes('T') ? found : null
}

function real(value: string): string | null {
  const at = Date.parse(`${value}:00Z`)
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(value) ? null : value
}

function inZone(moment: string, timeZone: string): string | null {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) return null
  // Swedish writes a moment as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
    .format(at)
    .replace(' ', 'T')
}
