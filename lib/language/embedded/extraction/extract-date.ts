import * as chrono from 'chrono-node'
import type { ExtractionContext, Extractor } from './extractor'
import { hesitation } from './hesitation'
import { type Candidate, pickOnly } from './pick-candidate'
import { relativeDays } from './relative-day'
import { addDays, type Day, isoDate, realDay, zonedDate } from './zoned-date'

const dayFirst = /^(?!US$|PH$|FM$|MH$|PW$|CA$|JP$|CN$|KR$|TW$|HU$|IR$|MN$)/u
const numeric = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|\.\d)/gu
const backwards = /\b(?:last|past|ago|yesterday|born|birth|birthday|since|was|previous)\b/iu
const bound = /\b(?:before|after|until|till|earlier than|later than)\s+(?:the\s+|on\s+)?$/iu
const since = /\bsince\s+(?:the\s+|on\s+)?$/iu
/** Spoken and typed short forms, as the parser knows them. */
const longForms: readonly [RegExp, string][] = [
  [/\b(?:tmrw|tmr|tmw|tomorow|tommorow|tommorrow|2morrow|2moro)\b/giu, 'tomorrow'],
  [
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)([a-z]{0,6}) the (?=\d|first|second|third|[a-z]{3,8}(?:th|ieth)\b|(?:twenty|thirty)[ -])/giu,
    '$1$2 ',
  ],
  [/\b(?:mond?y|munday|mondya)\b/giu, 'monday'],
  [/\b(?:tues|teusday|tusday|tuseday|tuesdy|tuesady|tuesdya)\b/giu, 'tuesday'],
  [/\b(?:wensday|wendsday|wednsday|wedensday|wednesdy|wednesay|wendesday)\b/giu, 'wednesday'],
  [/\b(?:thrusday|thursdy|thurday|thirsday|thursady|thurdsay)\b/giu, 'thursday'],
  [/\b(?:firday|fryday|fridy|fridya|frday)\b/giu, 'friday'],
  [/\b(?:saterday|satuday|saturdy|satruday|saturaday|staurday)\b/giu, 'saturday'],
  [/\b(?:sundy|sundya|sunnday)\b/giu, 'sunday'],
  [/\b(?:the )?(?:week|month|year) after next\b/giu, ' '],
  [/\b(?:weds|wednes)\b/giu, 'wednesday'],
  [/\bthurs?\b/giu, 'thursday'],
]
const noDay =
  /^(?:now|morning|afternoon|evening|night|noon|midnight|week|month|year|(?:this |next |the |last )?weekend|(?:the )?week after next|second|the second|sun|sat|mon|mar|may|march)$/iu

/** `YYYY-MM-DD`, counted from the conversation's own day. Months and weeks without a day are no date. */
export const extractDate: Extractor = (text, asking) => {
  const said = text.slice(0, 800).replace(hesitation, '')
  const context = asking.asked && /\bsince\b/iu.test(said) ? { ...asking, past: true } : asking
  const found = pickOnly(
    said,
    dateCandidates(said, context).filter((one) => isMeant(one, said, context)),
  )
  return found && { value: found.value, raw: found.raw, confidence: found.confidence }
}

/** "Not before Friday" names no day, and what hurts "since Monday" is one only where a day was asked for. */
function isMeant(one: Candidate, text: string, context: ExtractionContext): boolean {
  const before = text.slice(Math.max(0, one.at - 25), one.at)
  if (bound.test(before) || (since.test(before) && !context.asked)) return false
  return context.asked || context.past || String(one.value) >= isoDate(zonedDate(context.now, context.timeZone).today)
}

function dateCandidates(text: string, context: ExtractionContext): Candidate[] {
  const { today, offsetMinutes } = zonedDate(context.now, context.timeZone)
  const relative = relativeDays(text, today)
  const figures = numericDays(relative.rest, today, context)
  const backward = context.past || backwards.test(text)
  const parsed = chrono.casual.parse(
    lengthen(figures.rest),
    { instant: new Date(context.now), timezone: offsetMinutes },
    { forwardDate: !backward },
  )
  return [
    ...relative.mentions.map(({ day, raw, at }) => ({ value: isoDate(day), raw, at, confidence: 0.93 })),
    ...figures.candidates,
    ...parsed.flatMap((result) => toCandidate(result, text, context)),
  ]
}

function lengthen(text: string): string {
  return longForms.reduce((said, [pattern, long]) => said.replace(pattern, long), text)
}

/** Day and month in figures, in the country's order; where only the other order makes a day, that one. */
function numericDays(text: string, today: Day, context: ExtractionContext): { candidates: Candidate[]; rest: string } {
  const candidates: Candidate[] = []
  const rest = text.replace(
    numeric,
    (raw: string, first: string, mark: string, second: string, year: string | undefined, at: number) => {
      if (mark !== '/' && year === undefined && !context.asked) return raw
      const one = Number(first)
      const two = Number(second)
      const [month, day] = dayFirst.test(context.country) || mark === '.' ? [two, one] : [one, two]
      const read = inYear(month, day, year, today, context) ?? inYear(day, month, year, today, context)
      if (!read) return raw
      candidates.push({
        value: isoDate(read),
        raw,
        at,
        confidence: one <= 12 && two <= 12 && one !== two ? 0.85 : 0.93,
      })
      return ' '.repeat(raw.length)
    },
  )
  return { candidates, rest }
}

function inYear(
  month: number,
  day: number,
  year: string | undefined,
  today: Day,
  { past }: ExtractionContext,
): Day | null {
  if (year?.length === 4) return realDay(Number(year), month, day)
  if (year !== undefined) {
    const full = 2000 + Number(year)
    return realDay(full > today.year + (past ? 0 : 20) ? full - 100 : full, month, day)
  }
  const ahead = month < today.month || (month === today.month && day < today.day)
  return realDay(today.year + (past ? (ahead ? 0 : -1) : ahead ? 1 : 0), month, day)
}

function toCandidate(result: chrono.ParsedResult, text: string, context: ExtractionContext): Candidate[] {
  const { start } = result
  if (!start.isCertain('day') && !start.isCertain('weekday')) return []
  if (/\bweek(?:end)?\b/iu.test(result.text) && noDay.test(result.text)) return []
  if (noDay.test(result.text) && !(context.asked && start.isCertain('weekday'))) return []
  const read = realDay(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
  const { today } = zonedDate(context.now, context.timeZone)
  // A weekday said on that day is the next one: today is called today.
  const isNext = !context.past && !start.isCertain('day') && read && isoDate(read) === isoDate(today)
  const isPast = context.past && !start.isCertain('day') && read && isoDate(read) > isoDate(today)
  const gone = isPast && start.isCertain('weekday') ? addDays(read, -7) : read
  const day = isNext && !/\b(?:this|today)\b/iu.test(result.text) ? addDays(today, 7) : gone
  if (!day || /^(?:next|this|last) (?:week|month|year)$/iu.test(result.text)) return []
  const lower = text.toLowerCase()
  const at = lower.indexOf(result.text.toLowerCase(), Math.max(0, result.index - 20))
  return [
    {
      value: isoDate(day),
      raw: result.text,
      at: at < 0 ? result.index : at,
      confidence: start.isCertain('day') ? 0.93 : 0.9,
    },
  ]
}
