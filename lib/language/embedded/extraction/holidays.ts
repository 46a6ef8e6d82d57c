import { addDays, type Day, realDay, weekday } from './zoned-date'

type Holiday = { pattern: RegExp; inYear: (year: number) => Day | null }

const fixed = (month: number, day: number) => (year: number) => realDay(year, month, day)

/** Days known by a name: those of the calendar, of Easter, and of the United States. */
const holidays: readonly Holiday[] = [
  { pattern: /\b(?:christmas|xmas) eve\b/giu, inYear: fixed(12, 24) },
  { pattern: /\b(?:christmas|xmas)(?: day)?\b(?! (?:eve|time|season|break|market|party))/giu, inYear: fixed(12, 25) },
  { pattern: /\bboxing day\b/giu, inYear: fixed(12, 26) },
  { pattern: /\bnew year'?s eve\b/giu, inYear: fixed(12, 31) },
  { pattern: /\bnew year'?s(?: day)?\b(?! eve)/giu, inYear: fixed(1, 1) },
  { pattern: /\bvalentine'?s?(?: day)?\b/giu, inYear: fixed(2, 14) },
  { pattern: /\bst\.? patrick'?s day\b/giu, inYear: fixed(3, 17) },
  { pattern: /\b(?:the )?(?:fourth|4th) of july\b|\bindependence day\b/giu, inYear: fixed(7, 4) },
  { pattern: /\bhallowe'?en\b/giu, inYear: fixed(10, 31) },
  { pattern: /\bveterans'? day\b/giu, inYear: fixed(11, 11) },
  { pattern: /\bjuneteenth\b/giu, inYear: fixed(6, 19) },
  { pattern: /\bthanksgiving(?: day)?\b/giu, inYear: (year) => nth(year, 11, 4, 4) },
  { pattern: /\bblack friday\b/giu, inYear: (year) => addDays(nth(year, 11, 4, 4), 1) },
  { pattern: /\blabou?r day\b/giu, inYear: (year) => nth(year, 9, 1, 1) },
  { pattern: /\bmemorial day\b/giu, inYear: (year) => addDays(nth(year, 6, 1, 1), -7) },
  { pattern: /\bmartin luther king(?: jr\.?)? day\b|\bmlk day\b/giu, inYear: (year) => nth(year, 1, 1, 3) },
  { pattern: /\bpresidents'? day\b/giu, inYear: (year) => nth(year, 2, 1, 3) },
  { pattern: /\bmother'?s day\b/giu, inYear: (year) => nth(year, 5, 0, 2) },
  { pattern: /\bfather'?s day\b/giu, inYear: (year) => nth(year, 6, 0, 3) },
  { pattern: /\bgood friday\b/giu, inYear: (year) => addDays(easter(year), -2) },
  { pattern: /\beaster monday\b/giu, inYear: (year) => addDays(easter(year), 1) },
  { pattern: /\beaster(?: sunday)?\b(?! (?:monday|break|week))/giu, inYear: easter },
]

/** Rules that read each name as the next such day from `today` on. */
export function holidayRules(): { pattern: RegExp; read: (match: RegExpMatchArray, today: Day) => Day | null }[] {
  return holidays.map(({ pattern, inYear }) => ({
    pattern: new RegExp(`(?:\\b(?:the )?day (before|after) )?(?:${pattern.source})`, 'giu'),
    read: (match, today) => {
      const day = inYear(today.year)
      const next =
        day && (day.month < today.month || (day.month === today.month && day.day < today.day))
          ? inYear(today.year + 1)
          : day
      if (!next || !match[1]) return next
      return addDays(next, match[1].toLowerCase() === 'before' ? -1 : 1)
    },
  }))
}

/** The nth such weekday (0: Sunday) of a month. */
export function nth(year: number, month: number, name: number, count: number): Day {
  const first = { year, month, day: 1 }
  return addDays(first, ((name - weekday(first) + 7) % 7) + 7 * (count - 1))
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30
  const shift = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * shift) / 451)
  const sum = epact + shift - 7 * late + 114
  return { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }
}
