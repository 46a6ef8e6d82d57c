// Questions about everybody's money and pieces: "how much did we make", "how many did people buy", "top countries by sales".
import { type Draft, emptyDraft, type Item } from './draft'
import { itemAt } from './pattern'
import type { StartRow } from './start-row'

const question =
  '(?:(?:what (?:is|was|are|were)|how (?:much|high|big) (?:is|was|are|were)|show me|show|give me|list|tell me|calculate) )?'
const we = '(?:we|you|the (?:store|shop|company|business|firm))'
const buyers =
  '(?:(?:all |all the |the |our |your )?(?:people|customers|clients|buyers|users|everyone|everybody|somebody|anyone|they))'
const buy = '(?:buy|bought|purchase|purchased|order|ordered)'
const takings = '(?:sales|revenue|revenues|turnover|income|takings|earnings|proceeds)'

export const salesStarts: readonly StartRow[] = [
  [
    `how much(?: money| revenue| income)?(?: in total)? (?:did|do|have|has) ${we} (?:make|made|earn|earned|take in|taken in|took in|turn over|turned over|sell|sold)(?: for)?(?: in sales| in total)?`,
    'end',
    sales,
  ],
  [
    `how much(?: money)?(?: in total)? (?:did|do|have|has) (?=.* (?:spend|spent|pay|paid)(?: |$))(?:${buyers})`,
    'end',
    sales,
  ],
  [
    `${question}(?:the |our |your )?(?:total |overall |gross |whole |annual |yearly |monthly )${takings}(?: amount| total| value| figures?)?`,
    'end',
    sales,
  ],
  [
    `${question}(?:the |our |your )?(?:revenue|revenues|turnover|takings|income|earnings|sales (?:total|amount|value|volume|figures?))`,
    'end',
    sales,
  ],
  [`(?:what (?:was|were|is|are)|how (?:much|high) (?:was|were|is|are)) (?:the |our |your )?sales`, 'end', sales],
  [`(?:the |our |your )?${takings}(?= (?:per|by|for each|in each|each|every|for every) )`, 'end', sales],
  [
    `(?:what (?:is|are|were|was) |which (?:are|is|were) |show me |give me |list |show |find )?(?:the |our |your )?(?:(?<Y>top|best|biggest|largest|highest) )?(?:@N )?@S (?:by|in|according to|in terms of|ranked by|sorted by) (?:the )?(?:total |overall |their )?(?:${takings}|money spent|total spent|amount spent|spending)`,
    'end',
    (m, items) => bySales(m, items),
  ],
  [
    `(?:in )?(?:which|what|who)(?: @N)?(?: @S)? (?:has |have |had |do |does |did )?(?:spent|spend|spends|paid|pay|pays|(?:brought|brings|bring)(?: us)?(?: in)?|generated|generate|generates|(?:made|makes|make)(?: us)?|produced|produces|earned|earns) (?:us )?(?:the )?most(?: money| revenue| sales| income)?`,
    'end',
    (m, items) =>
      itemAt(m, 'S', items)
        ? firstBySales(m, items)
        : /^who/.test(m[0]) && /sp[e]n|pa[iy]/.test(m[0])
          ? byBuyers()
          : null,
  ],
  [
    `(?:which|what)(?: @N)? @S (?:has|have|had|with|shows|show) (?:the )?(?:highest|most|biggest|largest|best) (?:total )?(?:revenue|revenues|turnover|takings|income|earnings|sales (?:total|amount|value))`,
    'end',
    firstBySales,
  ],
  [
    `(?:in )?(?:which|what) (?<E>year|month|quarter) (?:did|have|has) (?:(?<I>i)|${we}|${buyers}) (?:spend|spent|pay|paid|make|made|earn|earned|sell|sold) (?:the )?most(?: money)?`,
    'end',
    (m) => byPeriod(m),
  ],
  [
    `(?:in )?(?:which|what) (?<E>year|month|quarter) (?:has|had|saw|brought|was|with) (?:the )?(?:highest|most|biggest|largest|best) (?:total )?(?:revenue|turnover|takings|income|earnings|sales (?:total|amount|value))`,
    'end',
    (m) => byPeriod(m),
  ],
  [
    `how many(?=.* (?:did|have) (?:${we}|${buyers}) (?:.* )?(?:sell|sold|${buy})(?: |$))`,
    'thing',
    () => ({ ...emptyDraft('count'), isSold: true }),
  ],
  [
    'how many(?=.* (?:were|have been|got|was) (?:sold|bought|purchased|ordered)(?: |$))',
    'thing',
    () => ({ ...emptyDraft('count'), isSold: true }),
  ],
]

/** What is left of such a sentence behind its thing. */
export const salesEndings = `(?:(?:did|have) ${we} (?:sell|sold)|(?:did|have) ${buyers} ${buy}|(?:did|have) ${buyers}|${buy}|(?:were|have been|got|was) (?:sold|bought|purchased|ordered)|sold|sell|spend|spent|pay|paid|spend on average)`

function sales(): Draft {
  return { ...emptyDraft('sum'), isSales: true, measure: { concept: 'money' } }
}

function bySales(match: RegExpExecArray, items: readonly Item[]): Draft | null {
  const [item, number] = [itemAt(match, 'S', items), itemAt(match, 'N', items)?.number]
  if (!item || (number && number.unit !== null)) return null
  const isOne = match.groups?.Y !== undefined && !number && !/s$/.test(item.text)
  const limit = number?.value ?? (isOne ? 1 : null)
  return { ...sales(), group: { item }, limit }
}

function firstBySales(match: RegExpExecArray, items: readonly Item[]): Draft | null {
  const grouped = bySales(match, items)
  return grouped && { ...grouped, limit: grouped.limit ?? 1 }
}

function byBuyers(): Draft {
  return { ...sales(), group: { buyers: true }, limit: 1 }
}

function byPeriod(match: RegExpExecArray): Draft {
  const every = match.groups?.E === 'month' ? 'month' : match.groups?.E === 'quarter' ? 'quarter' : 'year'
  const mine = match.groups?.I !== undefined
  return { ...sales(), isSales: !mine, isMine: mine, group: { every }, limit: 1 }
}
