// Years, months, days and "last month" of a question.
import type { Period } from './draft'
import type { Word } from './split-words'

const months = 'january february march april may june july august september october november december'.split(' ')

/** The period that starts at this word, and how many words it takes. `today` is `YYYY-MM-DD`. */
export function readPeriod(
  words: readonly Word[],
  at: number,
  today: string,
): { period: Period; length: number } | null {
  const [one = '', two = '', three = ''] = words.slice(at, at + 3).map(({ text }) => text)
  const found = (length: number, from: Date | null, to: Date | null) =>
    from && to ? { length, period: { from: iso(from), to: iso(to), said: saidOf(words, at, length) } } : null
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(one)
  if (day) return found(1, ...wholeDay(Number(day[1]), Number(day[2]) - 1, Number(day[3])))
  if (yearIn(one) !== null) return found(1, ...wholeYear(yearIn(one)))
  if (/^(?:the )?year$/.test(one) && yearIn(two) !== null) return found(2, ...wholeYear(yearIn(two)))
  const quarter = /^q([1-4])$/.exec(one)
  if (quarter && yearIn(two) !== null) return found(2, ...wholeMonths(yearIn(two), (Number(quarter[1]) - 1) * 3, 3))
  const month = monthIn(one)
  if (month !== null && yearIn(two) !== null) return found(2, ...wholeMonths(yearIn(two), month, 1))
  if (month !== null && dayIn(two) && yearIn(three) !== null)
    return found(3, ...wholeDay(yearIn(three) ?? 0, month, dayIn(two)))
  const second = monthIn(two)
  if (dayIn(one) && second !== null && yearIn(three) !== null)
    return found(3, ...wholeDay(yearIn(three) ?? 0, second, dayIn(one)))
  return relative(one, two, new Date(`${today}T00:00:00Z`), found)
}

type Found = (length: number, from: Date, to: Date) => { period: Period; length: number } | null

function relative(one: string, two: string, today: Date, found: Found) {
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()]
  if (one === 'today') return found(1, utc(year, month, day), utc(year, month, day + 1))
  if (one === 'yesterday') return found(1, utc(year, month, day - 1), utc(year, month, day))
  const back = one === 'last' || one === 'previous' ? 1 : one === 'this' ? 0 : null
  if (back === null) return null
  if (two === 'year') return found(2, utc(year - back, 0, 1), utc(year - back + 1, 0, 1))
  if (two === 'month') return found(2, utc(year, month - back, 1), utc(year, month - back + 1, 1))
  return null
}

function saidOf(words: readonly Word[], at: number, length: number): string {
  return words
    .slice(at, at + length)
    .map(({ raw }) => raw)
    .join(' ')
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day))
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function yearIn(text: string): number | null {
  return /^(?:19|20)\d{2}$/.test(text) ? Number(text) : null
}

function monthIn(text: string): number | null {
  const at = months.findIndex(
    (name) => name === text || (text.length >= 3 && text.length <= 4 && name.startsWith(text)),
  )
  return at < 0 ? null : at
}

function dayIn(text: string): number {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(text)?.[1] ?? 0)
  return day <= 31 ? day : 0
}

function wholeYear(year: number | null): [Date | null, Date | null] {
  return wholeMonths(year, 0, 12)
}

function wholeMonths(year: number | null, month: number, count: number): [Date | null, Date | null] {
  return year === null ? [null, null] : [utc(year, month, 1), utc(year, month + count, 1)]
}

function wholeDay(year: number, month: number, day: number): [Date | null, Date | null] {
  const from = utc(year, month, day)
  return from.getUTCMonth() === month && day > 0 ? [from, utc(year, month, day + 1)] : [null, null]
}
