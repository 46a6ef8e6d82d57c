import type { Extractor } from './extractor'
import { numberWordsSource, readNumberWords } from './number-words'
import { type Candidate, pickCandidate } from './pick-candidate'

const amount = String.raw`(\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?)\s?(k|m|thousand|million|grand)?`
const unit = '(?:dollars?|bucks|usd|euros?|eur|pounds?|gbp|quid|cents)'
const marked = new RegExp(String.raw`[$€£]\s?${amount}(?![\w])|(?<![\w.,])${amount}\s?(?:[$€£]|${unit}\b)`, 'giu')
const bare = new RegExp(String.raw`(?<![\w.,/:-])${amount}(?![\w/:]|[.,-]\d)`, 'giu')
const inWords = new RegExp(String.raw`\b(${numberWordsSource})\s(?:${unit}|grand)\b`, 'giu')
const scale = new Map([
  ['k', 1000],
  ['grand', 1000],
  ['thousand', 1000],
  ['m', 1_000_000],
  ['million', 1_000_000],
])

/** An amount as a number, without its currency. Figures without one count only where an amount was asked for. */
export const extractMoney: Extractor = (text, { asked }) => {
  const candidates = [...written(text, marked, 0.95), ...spelled(text)]
  if (candidates.length > 0) return pickCandidate(text, candidates)
  return asked ? pickCandidate(text, written(text, bare, 0.75)) : null
}

function written(text: string, pattern: RegExp, confidence: number): Candidate[] {
  return [...text.matchAll(pattern)].map((match) => {
    const figure = match[1] ?? match[3] ?? ''
    const times = scale.get((match[2] ?? match[4] ?? '').toLowerCase()) ?? 1
    return { value: Number(figure.replaceAll(',', '')) * times, raw: match[0], at: match.index, confidence }
  })
}

function spelled(text: string): Candidate[] {
  return [...text.matchAll(inWords)].flatMap((match) => {
    const value = readNumberWords(match[1] ?? '')
    const times = /grand$/iu.test(match[0]) ? 1000 : 1
    return value === null ? [] : [{ value: value * times, raw: match[0], at: match.index, confidence: 0.9 }]
  })
}
