// The grammar: how a question starts, the thing it is about, and what is said of that. Every word has to find its place.

import { leads } from './condition-kit'
import { conditions, orders } from './conditions'
import type { Concept, Draft, Item } from './draft'
import { itemAt, pattern, wordsOf } from './pattern'
import { questionStarts } from './question-starts'
import { tagged } from './read-items'
import { salesEndings } from './sales-starts'

const superlatives: readonly (readonly [string, Concept, boolean])[] = [
  ['(?:most (?:expensive|costly|pricey)|priciest|costliest|dearest)', 'money', true],
  [
    '(?:(?:most )?cheapest|most cheap|least (?:expensive|costly)|most (?:inexpensive|affordable)|lowest priced)',
    'money',
    false,
  ],
  ['longest', 'duration', true],
  ['shortest', 'duration', false],
  ['(?:latest|newest|most recent|last)', 'date', true],
  ['(?:earliest|oldest|first|least recent)', 'date', false],
  ['(?:biggest|largest|highest)', 'size', true],
  ['(?:smallest|lowest)', 'size', false],
  ['(?:highest|best|top) rated', 'rating', true],
  ['(?:lowest|worst) rated', 'rating', false],
  ['heaviest', 'weight', true],
  ['lightest', 'weight', false],
]
const reads = superlatives.map(([source, concept, isDown]) => ({ matches: pattern(source), concept, isDown }))

const endings =
  '(?:cost|in (?:minutes|seconds|dollars|usd)|here|there|for me|on file|work|works|(?:you|we) have got|come from|live in|are from|come in|with (?:you|us)|you (?:sell|have|carry|offer|stock)|(?:do|can|have) (?:you|we) (?:have|sell|offer|carry|stock|got|keep|list|hold)|have you got|can i (?:buy|get|find|order)|to (?:buy|choose from)|on offer|for sale|have|(?:on|at|from) (?:this|your|the) (?:site|shop|store|page|website)|(?:to|from) you|you|existing|in existence|would (?:it|that|they) be|are they|is it|is that|ones of (?:them|these)|are there|is there|is there|there are|there is|do you know|are available|available|exist|in total|altogether|overall|so far|in all|ever|please|thanks|thank you|in (?:the|your) (?:database|data|store|shop|catalog|catalogue|collection)|at all|in the end|are|is|was|were|one|ones|on record|all in all|to date|all told|right now|currently|at the moment|overall|live|reside|come)'

const ending = pattern(endings)
const sold = pattern(salesEndings)
const determiner = pattern(
  '(?<Y>my|mine|your|our|all|any|of|the|a|an|every|top|these|those|single|individual|various|(?<Z>different|distinct|unique))',
)
const count = pattern('@N')
const value = pattern('@V(?= [^ ]+<)')
const values = pattern('@V1 (?:and|or) @V2(?= [^ ]+<)')
const bare = pattern('@V')
const thing = pattern('@T')
const verbs =
  'bought|buy|purchased|purchase|ordered|order|own|have|made|make|placed|place|got|get|rented|rent|borrowed|borrow|booked|book|paid for'
const past: Readonly<Record<string, string>> = {
  ...{
    buy: 'bought',
    purchase: 'purchased',
    order: 'ordered',
    rent: 'rented',
    borrow: 'borrowed',
    book: 'booked',
    get: 'got',
  },
}
const mine = pattern(
  `(?:that |which )?(?:(?:did|have|had|do) )?i(?: have| did)?(?: (?:ever|already|previously))? (?<B>${verbs})(?: (?:ever|already|so far))?`,
)
const lead = pattern(leads)
const beforeSuperlative = /^(?:(?:is|was|are|were|that is|that was) )?(?:(?:the|my) )?/

export const functionWords: ReadonlySet<string> = new Set(
  wordsOf([
    ...questionStarts.map(({ source }) => source),
    ...superlatives.map(([source]) => source),
    endings,
    salesEndings,
    leads,
    verbs,
    ...[...orders, ...conditions].map(({ source }) => source),
  ]).concat(
    'i my mine our these those single individual various for each every per in all any of the a an every top different distinct unique that it your which did have had do ever already previously so far is was are were cheap me you your what about how and only but then same'.split(
      ' ',
    ),
  ),
)

/** Every reading of the question in which all of its words have their place, likeliest first. */
export function parseQuestion(items: readonly Item[]): Draft[] {
  return parseText(tagged(items), items)
}

/** The same for a part of it. */
export function parseText(said: string, items: readonly Item[]): Draft[] {
  const text = groupLast(said)
  return questionStarts.flatMap(({ source, matches, begin, then }) => {
    const match = matches.exec(text)
    const draft = match && begin(match, items)
    if (!match || !draft) return []
    let rest = text.slice(match[0].length).trim()
    if (then === 'thing') {
      const after = readThing(rest, items, draft)
      if (after === null) return []
      rest = after
    }
    if (!readRest(rest, items, draft)) return []
    const isPlain = draft.kind === 'list' && !draft.rank && !draft.measure && draft.limit === null
    // "Songs per genre": how many.
    return [source.startsWith('(?=') && isPlain && draft.group ? { ...draft, kind: 'count' as const } : draft]
  })
}

const firstPart =
  /^((?:for|in|on|of|by|per)(?: each| every)|per|in|during|since|before|after|between (?:\S+ )+and|from (?:\S+ )+(?:to|until)) (?:the year )?(\S+<\w+>) (.+)$/

/** "For each genre, how many songs are there?", "in 2022 how much ...": what stands first may as well stand last. */
function groupLast(text: string): string {
  const [, before, item, rest] = firstPart.exec(text) ?? []
  return rest && /^(?:how|what|which|the|list|show|number|count|did|i)\b/.test(rest)
    ? `${rest} ${before} ${item}`
    : text
}

function readThing(text: string, items: readonly Item[], draft: Draft): string | null {
  let rest = text
  const eat = (expression: RegExp) => {
    const match = expression.exec(rest)
    if (match) rest = rest.slice(match[0].length).trim()
    return match
  }
  for (let steps = 0; steps < 12; steps++) {
    const determined = eat(determiner)
    if (determined) {
      if (/^m/.test(determined.groups?.Y ?? '')) draft.isMine = true
      if (determined.groups?.Z) draft.isDistinct = true
      if (/^top/.test(determined.groups?.Y ?? '')) draft.isTop = true
      continue
    }
    const most = reads.find(({ matches }) => matches.test(rest))
    const ranked = most && !draft.rank ? eat(most.matches) : null
    if (most && ranked) {
      draft.rank = { by: { concept: most.concept }, isDown: most.isDown, said: ranked[0].replace(/<\w+>/g, '') }
      continue
    }
    const either = eat(values)
    const [one, other] = [either && itemAt(either, 'V1', items), either && itemAt(either, 'V2', items)]
    if (one && other) {
      draft.filters.push({ kind: 'value', item: one, of: null, by: false, or: other })
      continue
    }
    const adjective = eat(value)
    const described = adjective && itemAt(adjective, 'V', items)
    if (described) {
      draft.filters.push({ kind: 'value', item: described, of: null, by: false })
      continue
    }
    const counted = !draft.base && draft.limit === null ? eat(count) : null
    const item = counted && itemAt(counted, 'N', items)
    if (item?.period) {
      const { from, to, said } = item.period
      draft.filters.push({ kind: 'date', from, to, said: `in ${said}` })
      continue
    }
    const number = item?.number
    if (number) {
      if (number.unit !== null || !Number.isInteger(number.value) || number.value < 1) return null
      draft.limit = number.value
      continue
    }
    const alone = draft.filters.length === 0 && draft.kind === 'count' ? eat(bare) : null
    const kindOf = alone && itemAt(alone, 'V', items)
    if (kindOf) {
      draft.isOfValue = true
      draft.filters.push({ kind: 'value', item: kindOf, of: null, by: false })
      return rest
    }
    const found = eat(thing)
    draft.base = found && itemAt(found, 'T', items)
    return draft.base ? rest : null
  }
  return null
}

/** What is said of the thing, until nothing is left. */
export function readRest(text: string, items: readonly Item[], draft: Draft): boolean {
  let rest = text
  for (let steps = 0; steps < 20 && rest !== ''; steps++) {
    const before = rest
    rest = readOne(rest, items, draft)
    if (rest === before) return false
  }
  return rest === ''
}

function readOne(said: string, items: readonly Item[], draft: Draft): string {
  const led = lead.exec(said)
  const rest = led ? said.slice(led[0].length).trim() : said
  const after = (match: RegExpExecArray) => rest.slice(match[0].length).trim()
  const owned = mine.exec(rest)
  if (owned) {
    draft.isMine = true
    if (!/^(?:have|made|make|placed|place)$/.test(owned.groups?.B ?? '')) {
      draft.isBought = true
      draft.verb = past[owned.groups?.B ?? ''] ?? owned.groups?.B ?? null
    }
    return after(owned)
  }
  for (const { matches, add } of orders) {
    const match = matches.exec(rest)
    if (match && add(match, items, draft)) return after(match)
  }
  if (!draft.rank) {
    const tail = rest.replace(beforeSuperlative, '')
    const most = reads.find(({ matches }) => matches.test(tail))
    const match = most?.matches.exec(tail)
    if (most && match) {
      draft.rank = { by: { concept: most.concept }, isDown: most.isDown, said: match[0].replace(/<\w+>/g, '') }
      return tail.slice(match[0].length).trim()
    }
  }
  for (const { matches, add } of conditions) {
    const match = matches.exec(rest)
    if (match && add(match, items, draft)) return after(match)
  }
  const sale = draft.isSales || draft.isSold ? sold.exec(rest) : null
  if (sale) return after(sale)
  const end = ending.exec(rest)
  return end ? after(end) : said
}
