// What may be said of the things a question is about, each as a pattern and what it adds.
import { amountConditions } from './amount-conditions'
import { type ConditionRow, filtered, many, ranked, that } from './condition-kit'
import type { Draft, Item } from './draft'
import { lackConditions } from './lack-conditions'
import { letterConditions } from './letter-conditions'
import { longestConditions } from './longest-conditions'
import { nameConditions } from './name-conditions'
import { orderConditions, showConditions } from './order-conditions'
import { itemAt, pattern } from './pattern'

const done = '(?:(?:were |was )?(?:made |placed |written |issued |created |recorded |dated ))?'
const mosts =
  'most|(?:highest|largest|greatest|biggest) (?:number|amount) of|fewest|least|(?:lowest|smallest) (?:number|amount) of'

function mostOf(match: RegExpExecArray, items: readonly Item[], draft: Draft): boolean {
  const most = itemAt(match, 'T', items)
  if (!most || draft.rank) return false
  const isDown = !/few|least|low|small/.test(match.groups?.F ?? '')
  draft.rank = { by: { most }, isDown, said: isDown ? 'most' : 'fewest' }
  return true
}

const table: readonly ConditionRow[] = [
  ...lackConditions,
  ...letterConditions,
  ...longestConditions,
  [`${many}(?:the )?(?<F>${mosts}) (?:different )?@T(?: (?:on|in|by) (?:them|it|him|her))?`, mostOf],
  // "Which artist did I buy the most songs from?"
  [`(?:the )?(?<F>${mosts}) @T (?:from|of|by|on|in)`, (m, items, draft) => draft.isBought && mostOf(m, items, draft)],
  [
    `(?:(?:that|which) )?(?:cost|costs) (?:the )?(?<Q>most|least)`,
    (m, _, draft) =>
      ranked(
        draft,
        { concept: 'money' },
        m.groups?.Q === 'most',
        m.groups?.Q === 'most' ? 'most expensive' : 'cheapest',
      ),
  ],
  [
    `${many}(?:the )?(?<Q>highest|largest|biggest|greatest|longest|latest|lowest|smallest|shortest|earliest) @M`,
    (m, items, draft) => {
      const item = itemAt(m, 'M', items)
      return (
        item !== null &&
        ranked(draft, { item }, !/lowest|smallest|shortest|earliest/.test(m.groups?.Q ?? ''), `${m.groups?.Q}`)
      )
    },
  ],
  [
    'by (?:the )?(?:number|count) of (?:their )?@T',
    (m, items, draft) => {
      const most = itemAt(m, 'T', items)
      if (!most || draft.rank || draft.limit === null || draft.kind !== 'list') return false
      draft.rank = { by: { most }, isDown: true, said: 'most' }
      return true
    },
  ],
  [
    '(?:ordered |sorted |ranked )?by @M',
    (m, items, draft) => {
      const item = itemAt(m, 'M', items)
      return (
        draft.kind === 'list' &&
        draft.limit !== null &&
        item !== null &&
        ranked(draft, { item }, true, `by ${item.text}`)
      )
    },
  ],
  [
    '(?:(?:is|was|were|are|got|been) )?@C (?<F>first|last|earliest|latest|most recently)',
    (m, items, draft) =>
      withItem(m, 'C', items, (item) => {
        const isDate = item.columns.some(({ column }) => column.type === 'date')
        return isDate && ranked(draft, { item }, /la|most/.test(m.groups?.F ?? ''), m.groups?.F ?? '')
      }),
  ],
  // Groups.
  [
    '(?:per|by|for each|in each|on each|of each|for every|in every|each|every|grouped by|broken down by|split by) (?:the |calendar )?(?<E>year|month|day|quarter)',
    (m, _, draft) =>
      grouped(draft, {
        every:
          m.groups?.E === 'year'
            ? 'year'
            : m.groups?.E === 'quarter'
              ? 'quarter'
              : m.groups?.E === 'day'
                ? 'day'
                : 'month',
      }),
  ],
  [
    '(?:per|by|for each|in each|on each|of each|from each|for every|in every|from every|each|every|does each|do each|does every|grouped by|broken down by|split by|for each of the) (?:the )?@T(?: have| has| contain| contains| made| make)?',
    (m, items, draft) => withItem(m, 'T', items, (item) => grouped(draft, { item })),
  ],
  [
    '(?:per|by|for each|in each|from each|in every|from every|to each|for every|each|every|grouped by|broken down by|split by) (?:the )?@C',
    (m, items, draft) => withItem(m, 'C', items, (item) => grouped(draft, { item })),
  ],
  // Time.
  [
    `${that}${done}(?:between|from) @D1 (?:and|to|until|till) @D2`,
    (m, items, draft) => {
      const [from, to] = [itemAt(m, 'D1', items)?.period, itemAt(m, 'D2', items)?.period]
      if (!from || !to || from.from > to.from) return false
      return filtered(draft, { kind: 'date', from: from.from, to: to.to, said: `from ${from.said} to ${to.said}` })
    },
  ],
  [
    `${that}${done}(?:since|starting) @D`,
    (m, items, draft) => dated(m, items, draft, (p) => ({ from: p.from, to: null, said: `since ${p.said}` })),
  ],
  [
    `${that}${done}after @D`,
    (m, items, draft) => dated(m, items, draft, (p) => ({ from: p.to, to: null, said: `after ${p.said}` })),
  ],
  [
    `${that}${done}before @D`,
    (m, items, draft) => dated(m, items, draft, (p) => ({ from: null, to: p.from, said: `before ${p.said}` })),
  ],
  [
    `${that}${done}(?:(?:in|during|on|for|from|of|dated) )?(?:the year )?@D`,
    (m, items, draft) =>
      dated(m, items, draft, (p) => ({
        from: p.from,
        to: p.to,
        said: /^\p{L}+ \p{L}+$|day$/u.test(p.said) ? p.said : `in ${p.said}`,
      })),
  ],
  ...amountConditions,
  ...nameConditions,
  ...showConditions,
]

const compiled = (rows: readonly ConditionRow[]) =>
  rows.map(([source, add]) => ({ source, matches: pattern(source), add }))

/** "Newest first": before "newest" is read as the one. */
export const orders = compiled(orderConditions)
export const conditions = compiled(table)

function grouped(draft: Draft, group: Draft['group']): boolean {
  if (draft.group) return false
  draft.group = group
  return true
}

function withItem(match: RegExpExecArray, tag: string, items: readonly Item[], use: (item: Item) => boolean): boolean {
  const item = itemAt(match, tag, items)
  return item !== null && use(item)
}

type Range = { from: string | null; to: string | null; said: string }

function dated(
  match: RegExpExecArray,
  items: readonly Item[],
  draft: Draft,
  read: (period: NonNullable<Item['period']>) => Range,
) {
  const period = itemAt(match, 'D', items)?.period
  return period ? filtered(draft, { kind: 'date', ...read(period) }) : false
}
