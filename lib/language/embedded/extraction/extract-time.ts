import type { Extractor } from './extractor'
import { hesitation } from './hesitation'
import { readNumberWords } from './number-words'
import { type Candidate, pickOnly } from './pick-candidate'

type Half = 'am' | 'pm' | null

const hourWord = '(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const hour = `(?:(\\d{1,2})|${hourWord})`
const half = String.raw`(?:\s?(a\.?\s?m\b\.?|p\.?\s?m\b\.?)|\s(?:o'?clock\s)?(?:in the (?:early |late )?|at |tomorrow |this )?(morning|afternoon|evening|night|tonight)\b)`
const patterns: readonly {
  pattern: RegExp
  read: (match: RegExpMatchArray) => { hour: number; minute: number; said: string | undefined } | null
}[] = [
  {
    pattern: new RegExp(`(?<![\\d:.,/$-])(\\d{1,2})[:.h](\\d{2})(?![\\d:/])(?:${half})?`, 'giu'),
    read: (match) => ({ hour: Number(match[1]), minute: Number(match[2]), said: match[3] ?? match[4] }),
  },
  {
    pattern: new RegExp(
      `\\b(half(?: past)?|quarter (?:past|after|to|till|of)|(?:five|ten|twenty(?:[ -]five)?|5|10|20|25|\\d{1,2}(?= minutes)) (?:minutes )?(?:past|after|to|till)) (?:${hour}|(noon|midday|midnight))\\b(?:${half})?`,
      'giu',
    ),
    read: ([, wording = '', figures, word, named, said, part]) =>
      named
        ? relativeToHour(
            wording,
            12,
            /^midnight$/iu.test(named) ? 'am' : /(?:to|till|of)$/iu.test(wording) ? 'am' : 'pm',
          )
        : relativeToHour(wording, toHour(figures, word), said ?? part),
  },
  {
    pattern: new RegExp(
      `\\b${hourWord}[ -]((?:oh|o)[ -](?:one|two|three|four|five|six|seven|eight|nine)|ten|fifteen|(?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)\\b(?:${half})?`,
      'giu',
    ),
    read: (match) => ({
      hour: readNumberWords(match[1] ?? '') ?? 99,
      minute: readNumberWords((match[2] ?? '').replace(/^oh?[ -]/iu, '')) ?? 0,
      said: match[3] ?? match[4],
    }),
  },
  {
    pattern: new RegExp(`(?<![\\d:.,/$-])\\b${hour}(?:[ -]?ish)?${half}`, 'giu'),
    read: (match) => ({ hour: toHour(match[1], match[2]), minute: 0, said: match[3] ?? match[4] }),
  },
  {
    pattern: new RegExp(`(?<![\\d:.,/$-])\\b${hour}\\s?o'?clock\\b(?:${half})?`, 'giu'),
    read: (match) => ({ hour: toHour(match[1], match[2]), minute: 0, said: match[3] ?? match[4] }),
  },
  {
    pattern: /(?<![\d:.,/$-])(\d{1,2})[ ]?(\d{2})\s?([ap])\.?m\b/giu,
    read: (match) => ({ hour: Number(match[1]), minute: Number(match[2]), said: match[3] }),
  },
  {
    pattern: /(?<![\d:.,/$-])(\d{1,2})([ap])\b/giu,
    read: (match) => ({ hour: Number(match[1]), minute: 0, said: match[2] }),
  },
  {
    pattern: /(?<![\d:.,/$-])(0\d|1\d|2[0-3])h\b/giu,
    read: (match) => ({ hour: Number(match[1]), minute: 0, said: undefined }),
  },
  { pattern: /\b(?:noon|midday)(?:[ -]?ish)?\b/giu, read: () => ({ hour: 12, minute: 0, said: 'pm' }) },
  { pattern: /\bmidnight\b/giu, read: () => ({ hour: 0, minute: 0, said: '24' }) },
  {
    pattern: new RegExp(
      `\\b(?:at|around|about|by|say|make (?:it|that)|sorry,?|i meant?) ${hour}(?:[ -]?ish)?(?![\\d:/.,-]*\\d|\\s?(?:%|of us|people|persons|guests|nights|rooms|tickets|days|weeks|years|months|minutes|hours))\\b`,
      'giu',
    ),
    read: (match) => ({ hour: toHour(match[1], match[2]), minute: 0, said: undefined }),
  },
]
const bound =
  /\b(?:before|after|until|till|since|from|earlier than|later than|costs?|price is|pay|paid)\s+(?:at\s+)?$/iu
/** "After 5pm" answers with a time; a bare "after 5" leaves it open. */
const leaning = /(?:(?<!\bnot )\b(?:before|after|from)|\b(?:no|not) (?:later|earlier) than)\s+(?:at\s+)?$/iu
/** "3 or 4 pm", "between 2 and 4": two hours, no time. */
const twoHours = new RegExp(
  `(?<!twenty[ -])\\b(?!(?:five|ten) to )(?:(?:1[0-2]|[1-9]|${hourWord})\\s?(?:or|-|–|to)\\s?${hour}\\s?(?:[ap]\\.?m|o'?clock)|between ${hour}[^.]{0,10} and ${hour})\\b`,
  'iu',
)
const bare = new RegExp(
  `^\\W*(?:(?:make it|let'?s say|say|maybe|how about|it'?s|ok(?:ay)?|yes|sure|please|at|perhaps)[\\s,]+){0,3}${hour}(?:[ -]?ish)?\\W*$`,
  'iu',
)
const military = /(?<![\d:])([01]\d|2[0-3])([0-5]\d)(?: hours| hrs|h)\b/giu

/** `HH:MM`, 24 hours. An hour without morning or afternoon is read as one of opening hours: 7–11 before noon, 12–6 after. */
export const extractTime: Extractor = (text, { asked }) => {
  const said = text.slice(0, 800).replace(hesitation, '')
  const dayHalf = /\b(?:afternoon|evening|tonight)\b/iu.test(said) ? 'pm' : /\bmorning\b/iu.test(said) ? 'am' : null
  if (twoHours.test(said)) return null
  const candidates: Candidate[] = []
  let rest = said
  for (const { pattern, read } of patterns)
    for (const match of [...rest.matchAll(pattern)].slice(0, 20)) {
      const time = read(match)
      const value = time && clock(time.hour, time.minute, time.said, dayHalf)
      if (!value) continue
      const sure = time.said !== undefined || time.hour > 12 || dayHalf !== null || /:\d\d/u.test(match[0])
      candidates.push({ value, raw: match[0].trim(), at: match.index, confidence: sure ? 0.95 : 0.75 })
      rest = rest.slice(0, match.index) + ' '.repeat(match[0].length) + rest.slice(match.index + match[0].length)
    }
  for (const match of said.matchAll(military))
    candidates.push({ value: `${match[1]}:${match[2]}`, raw: match[0], at: match.index, confidence: 0.9 })
  const figures = asked && candidates.length === 0 ? /^\W*([01]\d|2[0-3])([0-5]\d)\W*$/u.exec(said.slice(0, 20)) : null
  if (figures) return { value: `${figures[1]}:${figures[2]}`, raw: said.trim(), confidence: 0.8 }
  const alone = asked && candidates.length === 0 ? bare.exec(said.slice(0, 40)) : null
  const value = alone && clock(toHour(alone[1], alone[2]), 0, undefined, null)
  if (alone && value) return { value, raw: alone[0].trim(), confidence: 0.7 }
  const found = pickOnly(
    said,
    candidates.filter((one) => {
      const before = said.slice(Math.max(0, one.at - 20), one.at)
      return !bound.test(before) || (asked && leaning.test(before) && one.confidence > 0.9)
    }),
  )
  return found && { value: found.value, raw: found.raw, confidence: found.confidence }
}

function toHour(figures: string | undefined, word: string | undefined): number {
  return figures ? Number(figures) : (readNumberWords(word ?? '') ?? 99)
}

function relativeToHour(wording: string, at: number, said: string | undefined) {
  const lower = wording.toLowerCase()
  const amount = lower.startsWith('half')
    ? 30
    : lower.startsWith('quarter')
      ? 15
      : (wordOrFigure(/^(?:twenty[ -]five|\S+)/u.exec(lower)?.[0] ?? '') ?? 99)
  if (amount > 59) return null
  return /(?:to|till|of)$/u.test(lower)
    ? { hour: at === 1 ? 12 : at - 1, minute: 60 - amount, said }
    : { hour: at, minute: amount, said }
}

function wordOrFigure(text: string): number | null {
  return /^\d+$/u.test(text) ? Number(text) : readNumberWords(text)
}

function clock(at: number, minute: number, said: string | undefined, dayHalf: Half): string | null {
  if (at > 23 || minute > 59) return null
  const wanted = halfOf(said) ?? dayHalf
  const hours = said === '24' || at === 0 || at > 12 ? at : inHalf(at, wanted ?? (at >= 7 && at <= 11 ? 'am' : 'pm'))
  return `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function halfOf(said: string | undefined): Half {
  if (!said) return null
  if (/^(?:p|afternoon|evening|night|tonight)/iu.test(said)) return 'pm'
  return /^(?:a|morning)/iu.test(said) ? 'am' : null
}

function inHalf(at: number, wanted: 'am' | 'pm'): number {
  return wanted === 'am' ? at % 12 : (at % 12) + 12
}
