import type { Extractor } from './extractor'
import { readSpokenDigits, spokenDigitsSource } from './number-words'
import { otherNumberBefore } from './other-number'
import { type Candidate, pickOnly } from './pick-candidate'

const fiveDigits = String.raw`\d{5}`
const fourDigits = String.raw`\d{4}`
/** ISO 3166 alpha-2 → what its codes look like. */
const shapes = new Map<string, string>([
  ['US', String.raw`\d{5}(?:(?:-| - | dash )\d{4})?`],
  ['CA', String.raw`[ABCEGHJ-NPRSTVXY]\d[A-Z] ?-?\d[A-Z]\d`],
  ['GB', String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`],
  ['IE', String.raw`[A-Z]\d[\dW] ?[A-Z\d]{4}`],
  ['NL', String.raw`\d{4} ?[A-Z]{2}`],
  ['BR', String.raw`\d{5}-?\d{3}`],
  ['PT', String.raw`\d{4}-\d{3}`],
  ['PL', String.raw`\d{2}-\d{3}`],
  ['JP', String.raw`\d{3}-?\d{4}`],
  ['SE', String.raw`\d{3} ?\d{2}`],
  ['CZ', String.raw`\d{3} ?\d{2}`],
  ['IN', String.raw`\d{3} ?\d{3}`],
  ['CN', String.raw`\d{6}`],
  ['SG', String.raw`\d{6}`],
  ...['DE', 'FR', 'ES', 'IT', 'MX', 'FI', 'TR', 'UA', 'KR', 'MY', 'TH', 'ID', 'HR', 'EE'].map(
    (country): [string, string] => [country, fiveDigits],
  ),
  ...['AT', 'CH', 'BE', 'DK', 'NO', 'HU', 'AU', 'NZ', 'ZA', 'SI', 'BG', 'LU', 'PH'].map((country): [string, string] => [
    country,
    fourDigits,
  ]),
])

const cue =
  /(?:\b(?:zip|postal|post ?code|postcode|area code|plz)\b[^.\d]{0,25}|\b(?:live|living|located|based|from|in)\s+(?:in\s+)?)$/iu
const street =
  /^\s+(?:[nsew]\.? )?[\p{L}.]{1,20}(?: [\p{L}.]{1,20})?\s(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|way|ct|court|hwy)\b/iu
const otherUnit =
  /^\s*(?:dollars?|bucks|usd|eur|euros?|pounds|miles|km|kg|steps|people|years?|points|units|credits|followers|items|words|%|k(?!\p{L}))/iu
const spokenRun = new RegExp(`\\b${spokenDigitsSource}\\b`, 'giu')

/** A postal code of the conversation's country, as text. A ZIP code announced as such is read anywhere. */
export const extractPostalCode: Extractor = (text, { asked, country }) => {
  const shape = shapes.get(country) ?? String.raw`\d{4,6}`
  const own = written(text, shape, asked)
  const candidates =
    own.length > 0 || country === 'US' || !/\bzip\b/iu.test(text) ? own : written(text, shapes.get('US') ?? '', asked)
  if (candidates.length > 0) return pickOnly(text, candidates)
  return asked || /\b(?:zip|postal|post ?code)\b/iu.test(text) ? pickOnly(text, spoken(text, shape)) : null
}

function written(text: string, shape: string, asked: boolean): Candidate[] {
  const pattern = new RegExp(
    String.raw`(?:(?<=\bzip)|(?<![\p{L}\p{N}_$€£#@]))(?<![\d][.,-])${shape}(?![\p{L}\p{N}_@])(?![.,-]\d)`,
    'giu',
  )
  return [...text.matchAll(pattern)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 40), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12)
    if (
      otherNumberBefore.test(before) ||
      otherUnit.test(after) ||
      street.test(text.slice(match.index + match[0].length, match.index + match[0].length + 50)) ||
      /\d[ .()-]{1,2}$/u.test(before) ||
      /^[ .()-]{1,2}\d/u.test(after)
    )
      return []
    const confidence = cue.test(before) ? 0.98 : asked ? 0.95 : 0.85
    return [{ value: spaced(match[0]), raw: match[0], at: match.index, confidence }]
  })
}

/** As it is printed: "sw1a1aa" is "SW1A 1AA", "98101 dash 2345" "98101-2345". */
function spaced(said: string): string {
  return said
    .replace(/\s?(?:-|dash)\s?(?=\d{3,4}$)/iu, '-')
    .toUpperCase()
    .replace(/\s+/gu, ' ')
    .replace(/^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/u, '$1 $2')
    .replace(/^([A-Z]\d[A-Z])[ -]?(\d[A-Z]\d)$/u, '$1 $2')
}

function spoken(text: string, shape: string): Candidate[] {
  const whole = new RegExp(`^(?:${shape})$`, 'iu')
  return [...text.slice(0, 600).matchAll(spokenRun)].flatMap((match) => {
    const digits = /\d,\d/u.test(match[0]) ? null : readSpokenDigits(match[0])
    return digits && whole.test(digits) ? [{ value: digits, raw: match[0], at: match.index, confidence: 0.85 }] : []
  })
}
