// Other wordings of a question that say the same: each is read where the one before it is not understood.
import { plainWording } from './plain-wording'

const months = 'january|february|march|april|may|june|july|august|september|october|november|december'
const buying = 'buy|order|purchase|rent|borrow|bought|ordered|purchased|rented|borrowed'

const turned: readonly [RegExp, string][] = [
  // The year of a range of months stands once, before or behind it.
  [
    new RegExp(`\\b(between|from) (${months}) (and|to|until|till|through) (${months}),?(?: of| in)? (\\d{4})\\b`, 'gi'),
    '$1 $2 $5 $3 $4 $5',
  ],
  [
    new RegExp(
      `\\b(?:in|of) (\\d{4}),? (between|from) (${months}) (and|to|until|till|through) (${months})\\b(?! \\d)`,
      'gi',
    ),
    '$2 $3 $1 $4 $5 $1',
  ],
  [/\bthrough (?=\w+ \d{4})/gi, 'to '],
  [/\bhow many (?:copies|units|pieces) of (?=.*\b(?:sold|sell)\b)/gi, 'how many '],
  [
    /\b(?:last|lasts|run|runs) (?=(?:for )?(?:between|longer|more|less|under|over|at least|at most|up to|exactly)\b)/gi,
    'lasting ',
  ],
  [/\b((?:hours?|minutes?|mins?|seconds?|secs?)) long\b/gi, '$1'],
  [/\bbetween ([\w.]+) and ([\w.]+) (hours|minutes|mins|seconds|secs|mb|kb|gb)\b/gi, 'between $1 $3 and $2 $3'],
  [/\bempty (?!\w+ (?:title|name))(\p{L}+)\b/giu, '$1 that are empty'],
  [/\bkinds of\b/gi, 'kind of'],
  [/\btypes of\b/gi, 'type of'],
  // Letters that are meant as such stand between quotation marks.
  [/\b(words?|letters?|term|phrase) ["'\u201c]?([\p{L}\d]+)["'\u201d]?/giu, '$1 "$2"'],
  [
    /\b((?:start|begin|end)(?:s|ing)? (?:with|in|on)(?: the)?) ["'\u201c]?(?!the\b|an?\b|words?\b|letters?\b|term\b|phrase\b)([\p{L}\d]+)["'\u201d]?/giu,
    '$1 "$2"',
  ],
  [
    /\b((?:titles?|names?) (?:contain|contains|containing|include|includes)) ["'\u201c]?(?!words?\b|the\b|letters?\b|term\b|phrase\b)([\p{L}\d]+)["'\u201d]?/giu,
    '$1 the word "$2"',
  ],
  [
    /\b((?:contain|contains|containing|have|has|with)) ["'\u201c]?(?!words?\b|the\b|letters?\b|term\b|phrase\b|an?\b|no\b|more\b)([\p{L}\d]+)["'\u201d]? in (the|their|its) (title|name)s?\b/giu,
    '$1 the word "$2" in $3 $4',
  ],
  // "Which did I buy, and how many of each?"
  [
    new RegExp(
      `^(?:which|what) (.+?) ((?:did|have|has|do) (?:i|you|we) (?:ever |already )?(?:${buying}|have|sell|sold|offer)),?(?: and| with)? how many (\\p{L}+)(?: (?:of|from|in|by|for|on|are in|are there (?:of|in|for)))? (?:each|every one|them each|each one|each of (?:them|these))$`,
      'iu',
    ),
    'how many $3 $2 per $1',
  ],
  [
    /^(?:which|what) (.+?) (?:are|is) there,? and how many (\p{L}+) (?:(?:of|from|in|by|for|on|are in|does|do|has) )?(?:each|they|every one)(?: of them)?(?: have| has| contain)?$/iu,
    'how many $2 per $1',
  ],
  [
    /^(?:what|how much) (?:does|do|did|is|are|was|were|would) (.+?)(?: (?:come to|amount to|add up to|run to|cost|total|be))?,? on average$/i,
    'average of $1',
  ],
  [
    /^on average,? (?:what|how much) (?:does|do|did|is|are) (.+?)(?: (?:come to|amount to|add up to|cost|total))?$/i,
    'average of $1',
  ],
  [
    /^(?:who|which|what) is (?:our|your|the) (?:best|top|number one|most valuable|most loyal) (\p{L}+),? (?:(?:i mean|that is|meaning|so|in other words|namely),? )?(?:the (?:one|person|\1) )?(?:who|that|which)(?: has| have)? (?=spent|paid|brought)/iu,
    'which $1 ',
  ],
  [
    / (?:over|across|in|during) all (?:the|these|those) years$| over the years$| of all time$| since the beginning$/i,
    '',
  ],
]

const aside = /^((?:i|we|my|our)\b[^,.;:!?]*)[,.;:!] +((?:how|which|what|who|when|list|show|give|tell|do|are)\b.+)$/i

/** `aside`: what was said beside it and is left out. */
type Wording = { text: string; aside: string | null }

export function otherWordings(said: string): Wording[] {
  const plain = plainWording(said)
  const whole = { text: plain, aside: null }
  // What is said in passing is left out where it holds nothing that may be meant.
  const [, before, rest] = aside.exec(said.trim()) ?? []
  const question =
    rest && before && !/\b(?:that|those|these|them|they|it|this|not|no|only the|ones)\b/i.test(rest) ? rest : null
  return [
    whole,
    ...other(said).map((text) => ({ text, aside: null })),
    ...(question && before
      ? [plainWording(question), ...other(question)].map((text) => ({ text, aside: before }))
      : []),
  ]
}

function other(said: string): string[] {
  const bare = said.trim().replace(/[?!.\s]+$/, '')
  const alike = (text: string) => turned.reduce((now, [pattern, by]) => now.replace(pattern, by), text)
  const first = alike(bare)
  // A wording may show only behind what was taken off around it.
  const both = [plainWording(first), plainWording(alike(plainWording(first, false)), false), alike(plainWording(first))]
  return [...new Set(both)].filter((text) => text !== plainWording(said))
}
