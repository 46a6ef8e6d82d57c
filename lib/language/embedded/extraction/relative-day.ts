import { holidayRules, nth } from './holidays'
import { readNumberWords } from './number-words'
import { addDays, type Day, realDay, weekday } from './zoned-date'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = `(?:${months.join('|')})[a-z]{0,6}`
const lowOrdinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const ordinals = [
  ...lowOrdinals,
  ...'eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  ),
  ...lowOrdinals.slice(0, 9).map((word) => `twenty ${word}`),
  'thirtieth',
  'thirty first',
]
const inMonth = new RegExp(`\\b${monthName}\\.?\\s+$`, 'iu')
const dayName = '(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}'
const count = '(an?|\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|couple of)'

type Rule = { pattern: RegExp; read: (match: RegExpMatchArray, today: Day, before: string) => Day | null }

/** Wordings that chrono reads wrongly or not at all. */
const rules: readonly Rule[] = [
  ...holidayRules(),
  {
    pattern: new RegExp(`\\b(?:the )?(first|second|third|fourth|last) ${dayName} (?:of|in) (${monthName})\\b`, 'giu'),
    read: (match, today) => nthOfMonth(today, match),
  },
  {
    pattern: new RegExp(`\\bin ${count} months?\\b|\\b${count} months? from (?:now|today)\\b`, 'giu'),
    read: (match, today) => {
      const month = today.month - 1 + (amount(match[1] || match[2] || '') ?? 0)
      return realDay(today.year + Math.floor(month / 12), (month % 12) + 1, today.day)
    },
  },
  {
    pattern: /^\W*(?:on )?(\d{1,2})(?:st|nd|rd|th)(?: please| would be (?:good|great))?\W*$/giu,
    read: (match, today) => nextDayOfMonth(today, Number(match[1])),
  },
  { pattern: /\btomorrow week\b/giu, read: (_, today) => addDays(today, 8) },
  {
    pattern: new RegExp(`\\b${dayName} after next\\b`, 'giu'),
    read: (match, today) => addDays(nextWeekday(today, match[1] ?? ''), 7),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )?week after next,?(?: on)? ${dayName}\\b|\\b${dayName},? (?:of |in )?(?:the )?week after next\\b`,
      'giu',
    ),
    read: (match, today) => {
      const name = (match[1] || match[2] || '').slice(0, 3).toLowerCase()
      return addDays(today, 7 + (8 - weekday(today) || 7) + ((weekdays.indexOf(name) + 6) % 7))
    },
  },
  { pattern: /\b(?:the )?day after (?:tom+or+ow|tmrw|tmr|2morrow)\b/giu, read: (_, today) => addDays(today, 2) },
  { pattern: /\b(?:in )?a fortnight(?:['’]s time)?\b/giu, read: (_, today) => addDays(today, 14) },
  { pattern: /\b(?:the )?day before yesterday\b/giu, read: (_, today) => addDays(today, -2) },
  {
    pattern: new RegExp(
      `\\b${count} (day|week)s? (?:from|after|on) (today|now|tomorrow|(?:next )?${dayName})\\b`,
      'giu',
    ),
    read: (match, today) => {
      const days = (amount(match[1] ?? '') ?? 0) * (match[2]?.toLowerCase() === 'week' ? 7 : 1)
      const from =
        match[3]?.toLowerCase() === 'tomorrow' ? addDays(today, 1) : match[4] ? nextWeekday(today, match[4]) : today
      return addDays(from, days)
    },
  },
  { pattern: /\b(?<=\btomorrow\b.{0,20})the day after\b(?! \w)/giu, read: (_, today) => addDays(today, 2) },
  {
    pattern: /\b(?:the |at the )?end of (?:the|this) month\b/giu,
    read: (_, today) => addDays({ ...today, month: today.month + 1, day: 1 }, -1),
  },
  {
    pattern: new RegExp(`\\b${dayName} week\\b`, 'giu'),
    read: (match, today) => addDays(nextWeekday(today, match[1] ?? ''), 7),
  },
  {
    pattern: new RegExp(`\\b${dayName} in ${count} weeks\\b`, 'giu'),
    read: (match, today) => {
      const ahead = weekdays.indexOf((match[1] ?? '').slice(0, 3).toLowerCase()) - weekday(today)
      return addDays(today, 7 * (amount(match[2] ?? '') ?? 0) + ahead)
    },
  },
  {
    pattern: new RegExp(`^\\W*(?:on )?the (${lowOrdinals.join('|')})\\W*$`, 'giu'),
    read: (match, today) => nextDayOfMonth(today, ordinalDay(match[1])),
  },
  {
    pattern: new RegExp(
      `(?:\\bon the (${lowOrdinals.join('|')})|\\bthe ((?:twenty|thirty)[ -](?:${lowOrdinals.join('|')})|${ordinals.slice(10, 20).join('|')}|thirtieth))\\b(?! (?:of|in) ${monthName}| ${monthName}| (?:of|floor|street|avenue|century|time|one|row|day)\\b)`,
      'giu',
    ),
    read: (match, today, before) =>
      inMonth.test(before) ? null : nextDayOfMonth(today, ordinalDay(match[1] || match[2])),
  },
  {
    pattern: new RegExp(`\\b(?:a |one )?${dayName} (?:of )?next week\\b|\\bnext week(?: on)? ${dayName}\\b`, 'giu'),
    read: (match, today) => {
      const monday = addDays(today, (8 - weekday(today)) % 7 || 7)
      return addDays(monday, (weekdays.indexOf((match[1] ?? match[2] ?? '').toLowerCase()) + 6) % 7)
    },
  },
  {
    pattern:
      /(?<!\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? )\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|floor|time|one|street|avenue))/giu,
    read: (match, today) => nextDayOfMonth(today, Number(match[1])),
  },
]

export type DayMention = { day: Day; raw: string; at: number }

/** The days named by these wordings, and the text with them blanked out for the next reader. */
export function relativeDays(text: string, today: Day): { mentions: DayMention[]; rest: string } {
  let rest = text
  const mentions: DayMention[] = []
  for (const rule of rules)
    rest = rest.replace(rule.pattern, (raw: string, ...found: unknown[]) => {
      const at = found.find((one): one is number => typeof one === 'number') ?? 0
      const day = rule.read(
        [raw, ...found.filter((one) => typeof one === 'string' || one === undefined).map((one) => String(one ?? ''))],
        today,
        rest.slice(Math.max(0, at - 20), at),
      )
      if (!day) return raw
      mentions.push({ day, raw, at })
      return ' '.repeat(raw.length)
    })
  return { mentions, rest }
}

function ordinalDay(said = ''): number {
  return ordinals.indexOf(said.toLowerCase().replace('-', ' ')) + 1
}

/** "First Monday of April", this year's or, where that is past, the next one's. */
function nthOfMonth(today: Day, [, which = '', name = '', month = '']: RegExpMatchArray): Day {
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const read = (year: number) => {
    const day = weekdays.indexOf(name.slice(0, 3).toLowerCase())
    if (which.toLowerCase() !== 'last') return nth(year, number, day, ordinalDay(which))
    const fifth = nth(year, number, day, 5)
    return fifth.month === number ? fifth : addDays(fifth, -7)
  }
  const found = read(today.year)
  const isPast = found.month < today.month || (found.month === today.month && found.day < today.day)
  return isPast ? read(today.year + 1) : found
}

/** The next such weekday after today. */
function nextWeekday(today: Day, name: string): Day {
  const ahead = (weekdays.indexOf(name.slice(0, 3).toLowerCase()) - weekday(today) + 7) % 7
  return addDays(today, ahead || 7)
}

function nextDayOfMonth(today: Day, day: number): Day | null {
  const ahead = day >= today.day ? [0, 1, 2] : [1, 2]
  for (const later of ahead) {
    const month = today.month - 1 + later
    const found = realDay(today.year + Math.floor(month / 12), (month % 12) + 1, day)
    if (found) return found
  }
  return null
}

function amount(said: string): number | null {
  const lower = said.toLowerCase()
  if (/^\d/u.test(lower)) return Number(lower)
  return lower === 'couple of' ? 2 : readNumberWords(lower)
}
