import { countCompany } from './count-company'
import type { ExtractionContext, Extractor, Found } from './extractor'
import { misspeltNumber } from './misspelt-number'
import { numberWordsSource, readNumberWords } from './number-words'
import { type Candidate, pickCandidate } from './pick-candidate'

export type Counted = 'people' | 'age' | 'anything'

const figure =
  /(?<![\p{L}\p{N}_$€£#@:/.,+-](?<!(?:^|\s)x))[-−]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}(?! \d)|\d{1,12})(?:\.\d{1,6})?(?:\s?(?:k|x|thousand|million)\b|m\b)?(?![\p{L}\p{N}_@:/]|[.,-]\d)/gu
const words = new RegExp(
  `\\b(?:half a dozen|a dozen|(?:an? )?(?:couple|pair)(?: of)? (?:hundred|thousand|dozen)|(?:${numberWordsSource})(?: dozen)?|an? (?:couple|pair)(?: of)?|none(?! of (?:your|the|my|that|this|us|them))|a single)\\b`,
  'giu',
)
const adultsAndChildren = new RegExp(
  `\\b(\\d{1,3}|${numberWordsSource}) (?:adults?|grown-?ups?),? (?:and |plus |with )?(\\d{1,3}|an?|${numberWordsSource}) (?:kids?|child|children|babies|babys?|infants?|toddlers?)\\b`,
  'iu',
)
const peopleCue =
  /(?:\b(?:party|group|family|table|room) (?:of|for)|\bfor|\bwe(?:'re| are| will be))\s+$|^\s*(?:of us|people|persons|guests|adults|attendees|of them|pax|diners|participants)\b/iu
const ageCue =
  /(?:\b(?:i'?m|i am|age|aged|age is|turned|turning|just|about)[\s:]+)$|^[\s-]*(?:years?|yrs?|yo\b|y\/o)(?:[\s-]+old)?/iu
const wantedBefore = /\b(?:i'?d like|i want|we want|i need|we need|order|buy|get me|give me|send me|make it)\s+$/iu
const wantedSubject = /^(?:quantity|amount|units?|items?|count|copies|pieces)$/u
const rangeAfter = new RegExp(`^\\s*(?:-|–|to|or)\\s*(?:\\d|${numberWordsSource}\\b)`, 'iu')
const rangeBefore = new RegExp(
  `(?:\\bbetween|\\bbetween \\S{1,12} and|(?:\\d|\\b${numberWordsSource})\\s*(?:-|–|to|or))\\s*$`,
  'iu',
)
const notAny = /\b(?:don'?t|do not|haven'?t|have not) (?:(?:have|got|need|want) )?any\b(?=[\s.!]*$)/iu
/** "1/2", "a half", and nothing else. */
const fraction = /^\W*(?:([1-9])\/([2-9]|10)|(three quarters)|(?:a |one )?half)\W*$/iu
/** A day of a month, an hour, a row of digits, the number of a room: no count. */
const otherBefore =
  /(?:\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|\bat(?: around| about)?|\b(?:call|dial)|\b(?:half|quarter) (?:past|to)|\b(?:several|a few|many)|\b(?:room|suite|flight|route|gate|apartment|platform|channel|version)|(?:zip|code|phone|order|account|reference)(?: (?:number|no))? is|\d[ .-]?)\s+$/iu
const otherAfter =
  /^(?:[ .-]\d|\s+(?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)/iu
/** "one moment", "no one": no count. */
const idleOne =
  /\b(?:no|any|some|every|which|first|second|third|last|next|cheaper|other|this|that|the|another|good|blue)\s+$/iu
const idleAfter =
  /^\s*(?:of (?:my|your|our)\b|(?:more |last |quick |other )?(?:question|thing|problem|issue|concern)\b|moment|second|sec|minute|knows|day i)\b/iu
const otherUnit =
  /^\s*(?:am\b|pm\b|a\.m|p\.m|o'?clock|st\b|nd\b|rd\b|th\b|%|(?:dollars|bucks|minutes|hours|days|weeks|months)\b)/iu

/** A number in figures or words; counts of people ("me and my wife") and ages by their own wording. */
export function extractNumber(counted: Counted): Extractor {
  return (text, context) => {
    const isHeads = counted === 'people' || (counted === 'anything' && context.asked && isOpen(context))
    const heads = isHeads ? (grownUpsAndChildren(text) ?? countCompany(text)) : null
    if (heads) return heads
    const share = context.asked ? fraction.exec(text.slice(0, 30)) : null
    if (share && counted === 'anything') return { value: partOf(share), raw: share[0].trim(), confidence: 0.8 }
    const lack = context.asked ? notAny.exec(text.slice(0, 200)) : null
    if (lack) return { value: 0, raw: lack[0], confidence: 0.85 }
    const candidates = [...figures(text), ...inWords(text)].filter((one) => fits(one, text, counted, context))
    if (candidates.length === 0 && context.asked) return misspeltNumber(text)
    return pickCandidate(
      text,
      candidates.map((one) => ({ ...inFull(one, text), confidence: confidence(one, text, counted, context) })),
    )
  }
}

/** Where what is counted was not named, people may be. */
function isOpen({ subject }: ExtractionContext): boolean {
  return subject.every((word) => wantedSubject.test(word) || /^(?:people|guest|person|ticket|seat)/u.test(word))
}

function partOf([, over, under, quarters]: RegExpExecArray): number {
  if (quarters) return 0.75
  return over === undefined ? 0.5 : Math.round((Number(over) / Number(under)) * 1e6) / 1e6
}

/** "Two adults and 3 kids" is five people. */
function grownUpsAndChildren(text: string): Found | null {
  const match = adultsAndChildren.exec(text)
  const [adults, children] = [match?.[1], match?.[2]].map((said) =>
    /^an?$/iu.test(said ?? '') ? 1 : /^\d/u.test(said ?? '') ? Number(said) : readNumberWords(said ?? 'none'),
  )
  if (!match || typeof adults !== 'number' || typeof children !== 'number') return null
  return { value: adults + children, raw: match[0], confidence: 0.9 }
}

function figures(text: string): Candidate[] {
  return [...text.matchAll(figure)].map((match) => ({
    value: figureValue(match[0]),
    raw: match[0],
    at: match.index,
    confidence: 0.9,
  }))
}

function figureValue(raw: string): number {
  const times = /k$/iu.test(raw) || /thousand$/iu.test(raw) ? 1000 : /m(?:illion)?$/iu.test(raw) ? 1_000_000 : 1
  const plain = Number(raw.replace(/[a-z,\s]/giu, '').replace('−', '-'))
  return Math.round(plain * times * 1e6) / 1e6
}

/** "Minus four", "two and a half": what stands around the number changes it. */
function inFull(one: Candidate, text: string): Candidate {
  const { before, after } = near(one, text)
  const decimals = /^\s+point\s+(zero|one|two|three|four|five|six|seven|eight|nine)\b/iu.exec(after)
  const half = /^\s+and a half\b/iu.exec(after)?.[0] ?? ''
  const sign = /\b(?:minus|negative)\s+$/iu.exec(before)?.[0] ?? ''
  const size = Number(one.value) + (half === '' ? 0 : 0.5) + (readNumberWords(decimals?.[1] ?? 'zero') ?? 0) / 10
  return {
    ...one,
    value: sign === '' ? size : -size,
    raw: `${sign}${one.raw}${decimals?.[0] ?? half}`,
    at: one.at - sign.length,
  }
}

function inWords(text: string): Candidate[] {
  return [...text.matchAll(words)].flatMap((match) => {
    const value = wordValue(match[0].toLowerCase())
    return value === null ? [] : [{ value, raw: match[0], at: match.index, confidence: 0.85 }]
  })
}

function wordValue(said: string): number | null {
  if (said === 'half a dozen') return 6
  if (said === 'none') return 0
  if (said === 'hundred') return 100
  if (said === 'a single') return 1
  const [, twice] = /^(?:an? )?(?:couple|pair)(?: of)?(?: (hundred|thousand|dozen))?$/u.exec(said) ?? []
  if (twice !== undefined) return twice === 'dozen' ? 24 : 2 * (readNumberWords(`one ${twice}`) ?? 0)
  if (/^an? (?:couple|pair)/u.test(said)) return 2
  if (said === 'a dozen') return 12
  const dozens = said.endsWith(' dozen')
  const value = readNumberWords(dozens ? said.slice(0, -6) : said)
  return value === null ? null : dozens ? value * 12 : value
}

function near(one: Candidate, text: string): { before: string; after: string } {
  const end = one.at + one.raw.length
  return { before: text.slice(Math.max(0, one.at - 30), one.at), after: text.slice(end, end + 30) }
}

function hasCue(one: Candidate, text: string, counted: Counted, context: ExtractionContext): boolean {
  const { before, after } = near(one, text)
  if (counted === 'people') return peopleCue.test(before) || peopleCue.test(after)
  if (counted === 'age') return ageCue.test(before) || ageCue.test(after)
  const around = `${before.slice(-25)} ${after.slice(0, 20)}`.toLowerCase()
  if (wantedBefore.test(before) && context.subject.some((word) => wantedSubject.test(word))) return true
  return context.subject.some((word) => around.includes(word.replace(/s$/u, '')))
}

/** Unasked, a number needs its own wording beside it: any figure of any message would do otherwise. */
function fits(one: Candidate, text: string, counted: Counted, context: ExtractionContext): boolean {
  const { before, after } = near(one, text)
  const isShare = context.asked && /^\s*%/u.test(after)
  if (
    otherUnit.test(after) &&
    !isShare &&
    !context.subject.some((word) => after.toLowerCase().includes(word.replace(/s$/u, '')))
  )
    return false
  if (isRange(before, after) || otherBefore.test(before) || otherAfter.test(after)) return false
  if (one.raw.toLowerCase() === 'one' && (idleOne.test(before) || idleAfter.test(after))) return false
  if (counted === 'age' && !(Number(one.value) >= 0 && Number(one.value) <= 125)) return false
  return context.asked || hasCue(one, text, counted, context)
}

/** "2-3", "six or seven": no one number. */
function isRange(before: string, after: string): boolean {
  return rangeAfter.test(after) || rangeBefore.test(before)
}

function confidence(one: Candidate, text: string, counted: Counted, context: ExtractionContext): number {
  // "One room for 2 nights": what follows a number at once is what it counts.
  const noun = /^\s+([\p{L}]{3,20})/u.exec(near(one, text).after)?.[1]?.toLowerCase() ?? ''
  if (noun !== '' && context.subject.some((word) => noun.startsWith(word.replace(/s$/u, '')))) return 0.97
  return hasCue(one, text, counted, context) ? 0.95 : one.confidence
}
