import type { Json } from '@/lib/domain/json'
import type { ExtractionRow } from './eval-rows'

/** Whether what was heard (`raw` in the visitor's words) is what a row of a set wants, however either is written. */
export function sameValue({ type, gold }: ExtractionRow, value: Json, raw: string): boolean {
  if (gold === null) return false
  if (typeof gold === 'object') return sameDay(gold, String(value))
  const [wanted, heard] = [String(gold), String(value)]
  switch (type) {
    case 'yes_no':
      return /^(?:true|yes)$/iu.test(wanted) === (value === true)
    case 'number':
      return Number(wanted) === Number(value) || sameWords(wanted, raw)
    case 'phone':
      // A national number starts with a 0 that the international one does not have.
      return digits(heard).endsWith(digits(wanted).replace(/^0+/u, '')) && digits(wanted).length >= 7
    case 'time':
      return heard === wanted.padStart(5, '0') || sameWords(wanted, raw)
    case 'date':
      return heard === wanted || sameWords(wanted, raw)
    case 'zip_code':
      return bare(heard).replace(/\s/gu, '') === bare(wanted).replace(/\s/gu, '')
    case 'first_name':
    case 'email':
      return heard.toLowerCase() === wanted.toLowerCase()
  }
}

function sameDay({ year, month, day }: { year?: number | undefined; month: number; day: number }, value: string) {
  const [theirYear, theirMonth, theirDay] = value.split('-').map(Number)
  return theirMonth === month && theirDay === day && (year === undefined || theirYear === year)
}

/** A span of the message, without the small words at its edges. */
function sameWords(wanted: string, raw: string): boolean {
  return bare(wanted) === bare(raw)
}

function bare(span: string): string {
  return span
    .toLowerCase()
    .replace(/^(?:on|at|the|in|around|about|by|for)\s+|[\s.,!?]+$/giu, '')
    .trim()
}

function digits(text: string): string {
  return text.replace(/\D/gu, '')
}
