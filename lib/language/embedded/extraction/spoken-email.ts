import { readSpokenDigits } from './number-words'
import type { Candidate } from './pick-candidate'

const at = /(?:\s?\(at\)\s?|\s?\[at\]\s?|\sat\s(?:(?:uh+|um+|sign|the domain|the rate(?: of)?)\s)?|\s?@\s?)/giu
const dot = String.raw`(?:\s?\.\s?|\s?\(dot\)\s?|\s?\[dot\]\s?|\sdot\s)`
const domain = new RegExp(
  `((?:[a-z0-9-]{1,63}(?: [a-z0-9]){0,12}(?: (?:dash|hyphen) [a-z0-9]{1,30})?${dot}){1,4}[a-z]{2,24})(?![\\w])`,
  'iuy',
)
const marks = new Map([
  ['dot', '.'],
  ['.', '.'],
  ['(dot)', '.'],
  ['[dot]', '.'],
  ['point', '.'],
  ['period', '.'],
  ['underscore', '_'],
  ['dash', '-'],
  ['hyphen', '-'],
  ['plus', '+'],
])
const tokens = /\(dot\)|\[dot\]|[\p{L}\p{N}_+'%-]+(?:\.[\p{L}\p{N}_+'%-]+)*|\.|[^\s\p{L}\p{N}]/gu
const word = /^[a-z0-9][\w+.'%-]{0,63}$/iu
const piece =
  /^(?:[a-z0-9]|\d{1,4}|double|triple|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/iu
/** "D as in David" */
const spelledAs = /(?<![\p{L}\p{N}])(\p{L}),? (?:as in|like in|like|for) \p{L}{2,20}/giu
/** How it is written, and the commas of a spelling. */
const asides =
  /,? ?\b(?:(?:it'?s |that'?s |in )?(?:all|everything)(?: in)? (?:lower ?case|small letters|caps|one word|together)|(?:lower|upper)case|one word|(?:with )?no (?:spaces?|dots?|caps)|without (?:any )?(?:spaces?|dots?)|no space between)\b,?|(?<=(?:^|[\s,])[\p{L}\p{N}] {0,20}),(?= ?[\p{L}\p{N}](?:[\s,]|$))/giu
const togetherness = /\b(?:one word|together|no spaces?|without (?:any )?spaces?|no space between)\b/iu
/** Words before "at" that begin no address: "it is", "look at", "I work at". */
const noAddress = new Set(
  "a am an and address are be e-mail email find for good here i i'm is it it's its live look looking mail me meet my of or reach see send staying that that's the to uh um us use visit was we work working you".split(
    ' ',
  ),
)

/** "Jo dot doe at example dot com": from each "at", the domain after it and as much of a name before it as belongs together. */
export function spokenEmails(text: string): Candidate[] {
  const heard = text.slice(0, 800)
  const isJoined = togetherness.test(heard)
  const said = heard
    .replace(spelledAs, (all: string, letter: string) => letter.padEnd(all.length))
    .replace(asides, (all) => ' '.repeat(all.length))
  return [...said.matchAll(at)].slice(0, 10).flatMap((match) => {
    domain.lastIndex = match.index + match[0].length
    const host = domain.exec(said)
    const local = nameBefore(said.slice(Math.max(0, match.index - 120), match.index), isJoined)
    if (!host || !local) return []
    const from = Math.max(0, match.index - 120) + local.from
    const raw = heard.slice(from, domain.lastIndex)
    return [{ value: `${local.name}@${hostOf(host[1] ?? '')}`, raw, at: from, confidence: 0.85 }]
  })
}

function hostOf(said: string): string {
  return said
    .replace(/\s?(?:\(dot\)|\[dot\]|\bdot\b)\s?/giu, '.')
    .replace(/ (?:dash|hyphen) /giu, '-')
    .replace(/\s/gu, '')
    .toLowerCase()
}

/** The tokens right before "at", read backwards: joined by a mark ("dot"), or spelled ("j o", "nine nine") after one word. */
function nameBefore(before: string, isJoined: boolean): { name: string; from: number } | null {
  const all = [...before.matchAll(tokens)]
  let start = all.length
  for (let at = all.length - 1; at >= 0; at--) {
    const token = all[at]?.[0].toLowerCase() ?? ''
    const next = all[at + 1]?.[0].toLowerCase()
    const isMark = marks.has(token)
    const isFirst = token.length > 1 && noAddress.has(token) && !marks.has(all[at - 1]?.[0].toLowerCase() ?? '')
    if (next === undefined) {
      if (!word.test(token) || isMark || isFirst) return null
    } else if (!isMark && !marks.has(next)) {
      const isSpelled =
        (piece.test(next) && (piece.test(token) ? token !== 'a' || at > 0 : word.test(token))) ||
        (isJoined && word.test(token))
      if (!isSpelled || (noAddress.has(token) && token.length > 1)) break
    } else if (!isMark && (!word.test(token) || (noAddress.has(token) && token.length > 1))) break
    start = at
  }
  const used = all.slice(start)
  while (used[0] && marks.has(used[0][0].toLowerCase())) used.shift()
  const name = joined(used.map((token) => token[0]))
  return used[0] && word.test(name) && /[a-z]/iu.test(name) && !/^(?:minus|uh+|um+)$/u.test(all[start - 1]?.[0] ?? '')
    ? { name, from: used[0].index }
    : null
}

function joined(said: readonly string[]): string {
  let name = ''
  let digits: string[] = []
  const flush = () => {
    name += digits.length === 0 ? '' : (readSpokenDigits(digits.join(' ')) ?? digits.join(''))
    digits = []
  }
  for (const token of said) {
    const isDigits = said.length > 1 && piece.test(token) && !/^[a-z]$/iu.test(token)
    if (isDigits) digits.push(token.toLowerCase())
    else {
      flush()
      name += marks.get(token.toLowerCase()) ?? token
    }
  }
  flush()
  return name
}
