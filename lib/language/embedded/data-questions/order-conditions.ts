// "With date and total", "newest first": what is shown of rows beside their names, and in which order.

import type { ConditionRow } from './condition-kit'
import type { Concept, Draft, Item, Measure } from './draft'
import { labelOf } from './label-of'
import { itemAt } from './pattern'

const orders: readonly (readonly [string, Concept, boolean])[] = [
  ['(?:newest|latest|most recent|last)', 'date', true],
  ['(?:oldest|earliest)', 'date', false],
  ['(?:longest)', 'duration', true],
  ['(?:shortest)', 'duration', false],
  ['(?:most expensive|dearest|highest|biggest|largest)', 'money', true],
  ['(?:cheapest|least expensive|lowest|smallest)', 'money', false],
]
const ofThem =
  '(?: of (?:it|them|each|each one))?(?! (?:over|above|under|below|more|less|fewer|at|between|greater|higher|lower|exactly|up|bigger|larger|smaller|longer|shorter|than) )'

export const orderConditions: readonly ConditionRow[] = [
  ...orders.map(
    ([said, concept, isDown]): ConditionRow => [
      `(?:(?:sorted|ordered|listed) )?(?:with |by |from )?(?:the )?${said}(?: (?:one|ones))? (?:first|to last|on top|at the top|to (?:the )?(?:oldest|newest|latest|earliest|cheapest|shortest|longest|smallest|lowest|highest|most expensive))`,
      (_m, _items, draft) => ordered(draft, { concept }, isDown, said),
    ],
  ),
  [
    '(?:(?:sorted|ordered|listed|arranged|and) )?(?:(?:in|by) )?(?:the )?(?:alphabetical order|alphabetically|alphabet|from a to z|a to z)(?: please)?',
    (_m, _items, draft) => byLabel(draft),
  ],
  // Periods are told from the first to the last in any case.
  [
    '(?:(?:sorted|ordered|listed|with|by|from) )?(?:the )?(?:(?:oldest|earliest|first)(?: (?:year|month|quarter|day|one|ones))? (?:first|to (?:the )?(?:newest|latest|last))|in chronological order|chronologically|chronological order)',
    (_m, _items, draft) =>
      draft.group !== null && 'every' in draft.group && draft.rank === null && draft.limit === null,
  ],
  [
    '(?:sorted|ordered|in order of|arranged) (?:by )?(?:the |their )?@M(?<O> descending| desc| ascending| asc)?',
    (m, items, draft) => {
      const item = itemAt(m, 'M', items)
      return draft.limit === null && item !== null && ordered(draft, { item }, / desc/.test(m[0]), item.text)
    },
  ],
]

/** Tried last: what follows a measure may compare it. */
export const showConditions: readonly ConditionRow[] = [
  [
    '(?:with|including|and|plus|together with|along with|as well as) (?:what is |what are |what |how much is )?(?:the |a |an |its |their |his |her |my |both |each )?@S1(?: address| number| names?| titles?| of each)? and (?:the |a |an |its |their |his |her |my )?@S2(?: address| number| names?| titles?)?' +
      ofThem,
    (m, items, draft) => shown(draft, [itemAt(m, 'S1', items), itemAt(m, 'S2', items)]),
  ],
  [
    '(?:with|including|and|plus|together with|along with|as well as) (?:what is |what are |what was |how much is )?(?:the |its |their |his |her |my )?@S(?: address| number| names?| titles?)?(?: was| is| are)?' +
      ofThem,
    (m, items, draft) => shown(draft, [itemAt(m, 'S', items)]),
  ],
  [
    'and when (?:is|was|were|did i (?:make|place|buy|order)|have i (?:made|bought|placed)) (?:it|that|they|this|them|those|each)(?: one)?(?: made| placed| bought| ordered| from)?',
    (_m, _items, draft) => {
      if (draft.kind !== 'list' || draft.group) return false
      draft.shows = [...draft.shows, { concept: 'date' }]
      return true
    },
  ],
  ['and (?:how long|(?<L>how much)) (?:is|are|was|were) (?:it|they|that|each)', (m, _, draft) => measuredBy(m, draft)],
  [
    '(?:and|with|including) (?:how long|(?<L>how much)) (?:it|they|each) (?:is|are|was|were|cost|costs)',
    (m, _, draft) => measuredBy(m, draft),
  ],
  // A group has its amount beside it in any case.
  [
    '(?:with|and|including) (?:the |their |its )?(?:amounts?|numbers?|counts?|totals?|sums?|figures?|values?)(?: each| of each)?',
    (_m, _items, draft) => draft.group !== null,
  ],
]

function measuredBy(match: RegExpExecArray, draft: Draft): boolean {
  if (draft.kind !== 'list' || draft.group) return false
  draft.shows = [...draft.shows, { concept: match.groups?.L ? 'money' : 'duration' }]
  return true
}

function byLabel(draft: Draft): boolean {
  const [table] = draft.base?.tables ?? []
  if (!draft.base || !table || draft.base.tables.length > 1 || draft.group) return false
  const [column, ...more] = labelOf(table)
  if (!column || more.length > 0) return false
  const item = { ...draft.base, tables: [], columns: [{ table, column }] }
  return ordered(draft, { item }, false, 'alphabetical')
}

function ordered(draft: Draft, by: Measure, isDown: boolean, said: string): boolean {
  if (draft.rank || draft.kind !== 'list') return false
  draft.rank = { by, isDown, said, isWhole: true }
  return true
}

function shown(draft: Draft, items: readonly (Item | null)[]): boolean {
  if (draft.kind !== 'list' || draft.group) return false
  const known = items.filter((item) => item !== null)
  // A value or a number that follows is a condition.
  if (known.length === 0 || known.some(({ values }) => values.length > 0)) return false
  draft.shows = [...draft.shows, ...known.map((item) => ({ item }))]
  return true
}
