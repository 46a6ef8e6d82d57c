import type { Found } from './extractor'
import { numberWordsSource, readNumberWords } from './number-words'

const count = `(?:\\d{1,3}|${numberWordsSource}|an?|a couple(?: of)?)`
const relative =
  '(?:wife|husband|partner|spouse|girlfriend|boyfriend|fianc[eé]e?|friend|mate|buddy|son|daughter|kid|child|baby|toddler|mom|mum|mother|dad|father|brother|sister|cousin|aunt|uncle|grand(?:ma|pa|mother|father)|boss|colleague|coworker|roommate|neighbou?r|date)'
const many =
  '(?:friends|mates|buddies|people|persons|others|adults|guests|kids|children|babies|toddlers|sons|daughters|brothers|sisters|cousins|colleagues|coworkers|parents|grandparents|grown-?ups|more)'
const term = `(?:me|myself|(?<=\\b(?:and|&) )i|(?:my|our|his|her) (?:(?:${count}) )?(?:best |other |little |older |younger |new )?(?:${relative}|${many})|${count} (?:other |more |of my |small |little |young )*(?:${relative}|${many}|other)|${count})`
const link = '(?:,? (?:and|plus|with|\\+|&) (?:also )?|, )'
const company = new RegExp(`\\b${term}(?:${link}${term}\\b){1,5}(?! (?:\\w+ )?(?:nights?|days|rooms?|hours))`, 'iu')
const party = new RegExp(`${link}`, 'giu')
const alone =
  /\b(?:(?:just|only) (?:for )?(?:me|myself|one person)|by myself|on my own|alone|myself only|me only|solo)\b|^\W*(?:me|myself)\W*$/iu
const pair = /\b(?:both of us|the two of us|us two|us both|me and one other|a couple of us)\b/iu

/** How many people "me and two friends" or "my wife, our son and I" are; null where one of them is without a number. */
export function countCompany(text: string): Found | null {
  const said = text.slice(0, 400)
  const couple = pair.exec(said)
  if (couple) return { value: 2, raw: couple[0], confidence: 0.9 }
  const all = company.exec(said)
  if (all && /\b(?:me|myself|i|my|our)\b/iu.test(all[0])) {
    if (!/and|plus|with|[+&]/iu.test(all[0])) return null
    const heads = all[0].split(party).map(headsOf)
    if (heads.includes(null)) return null
    return { value: heads.reduce((sum: number, one) => sum + (one ?? 0), 0), raw: all[0], confidence: 0.9 }
  }
  const single = alone.exec(said)
  return single && { value: 1, raw: single[0], confidence: 0.9 }
}

const counted = new RegExp(`\\b(?:(\\d{1,3})|(a couple)|(${numberWordsSource}))\\b`, 'iu')

function headsOf(term: string): number | null {
  const [, figures, couple, words] = counted.exec(term) ?? []
  if (figures !== undefined) return Number(figures)
  if (couple !== undefined) return 2
  if (words !== undefined) return readNumberWords(words)
  if (/\b(?:my|our) parents$/iu.test(term)) return 2
  return new RegExp(`\\b${many}$`, 'iu').test(term) ? null : 1
}
