import { extractDate } from './extract-date'
import { extractTime } from './extract-time'
import type { Extractor } from './extractor'

/** `YYYY-MM-DDTHH:MM` in the conversation's time zone; only the day or only the time where the other was not said. */
export const extractDateTime: Extractor = (text, context) => {
  const date = extractDate(text, context)
  const time = extractTime(text, { ...context, asked: context.asked && date === null })
  if (!date || !time) return date ?? time
  return {
    value: `${date.value}T${time.value}`,
    raw: `${date.raw}, ${time.raw}`,
    confidence: Math.min(date.confidence, time.confidence),
  }
}
