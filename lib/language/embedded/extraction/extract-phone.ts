import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { Extractor } from './extractor'
import { readSpokenDigits, spokenDigitsSource } from './number-words'
import { otherNumberBefore } from './other-number'
import { type Candidate, pickOnly } from './pick-candidate'

const cue = /\b(?:phone|mobile|cell|telephone|tel|number|call|text|reach|whatsapp|contact)\b/iu
const digitsRun = /(?<![\w$€£])\+?\(?\d[\d ().\-/]{5,24}\d(?!\w)/gu
/** How a call abroad begins: "00 44 …", "plus four four …". */
const international = /(?<![\w.-])(?:00(?= ?[1-9])|plus ?(?= (?:\d|one|two|three|four|five|six|seven|eight|nine)))/giu
const spokenRun = new RegExp(`(?:\\+ ?|\\b)${spokenDigitsSource}\\b`, 'giu')

/** E.164. Valid numbers are found anywhere; merely possible ones and spoken ones only where a number was asked for or announced. */
export const extractPhone: Extractor = (said, { asked, country }) => {
  const text = asked ? said.replace(international, (mark) => '+'.padStart(mark.length, ' ')) : said
  const region = isSupportedCountry(country) ? country : 'US'
  const valid = findPhoneNumbersInText(text.slice(0, 600), region)
    .filter((match) => asked || cue.test(text) || match.number.number.length >= 11)
    .map((match) => ({
      value: match.number.number,
      raw: text.slice(match.startsAt, match.endsAt),
      at: match.startsAt,
      confidence: 0.97,
    }))
  const meant = (all: Candidate[]) =>
    pickOnly(
      text,
      all.filter((one) => !otherNumberBefore.test(text.slice(Math.max(0, one.at - 30), one.at))),
    )
  const certain = meant(valid)
  if (certain) return certain
  if (!asked && !cue.test(text)) return null
  return meant([...possible(text, region), ...spoken(text, region)])
}

function possible(text: string, region: CountryCode): Candidate[] {
  return [...text.slice(0, 600).matchAll(digitsRun)].flatMap((match) => {
    const number = parsePhoneNumberFromString(match[0], region)
    return number?.isPossible() ? [{ value: number.number, raw: match[0], at: match.index, confidence: 0.7 }] : []
  })
}

function spoken(text: string, region: CountryCode): Candidate[] {
  return [...text.slice(0, 600).matchAll(spokenRun)].flatMap((match) => {
    const digits = readSpokenDigits(match[0].replace('+', ''))
    const number = digits
      ? parsePhoneNumberFromString(`${match[0].startsWith('+') ? '+' : ''}${digits}`, region)
      : undefined
    return number?.isPossible() ? [{ value: number.number, raw: match[0], at: match.index, confidence: 0.85 }] : []
  })
}
