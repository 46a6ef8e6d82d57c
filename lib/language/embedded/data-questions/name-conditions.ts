// Things by their number and their name: "on invoice 13", "in the genre Rock", "by Iron Maiden".

import { type ConditionRow, filtered, place, that } from './condition-kit'
import type { Draft, Item } from './draft'
import { itemAt } from './pattern'

export const nameConditions: readonly ConditionRow[] = [
  [
    `(?:(?:that|which) )?(?:are|is) (?:the |a )?@V(?: @T)?`,
    (m, items, draft) => named(m, items, draft, itemAt(m, 'T', items)),
  ],
  [
    `(?:(?:that|which) )?(?:have|has|with|contain|contains|include|includes) (?:some |any )?@V(?: @T)?(?: (?:on|in) (?:them|it))?`,
    (m, items, draft) => {
      const item = itemAt(m, 'V', items)
      return item !== null && filtered(draft, { kind: 'value', item, of: null, by: false, isWithin: true })
    },
  ],
  ['(?:does|do|did) (?:the )?@T @N (?:have|contain|include)', byNumber],
  [`(?:${place} )?(?:my |the )?@T (?:number |no |id |nr )?@N`, byNumber],
  [
    `(?:number |id )?@N`,
    (m, items, draft) => {
      const [number, one] = [itemAt(m, 'N', items)?.number, draft.base?.tables[0]]
      // "The cheapest one" is no number.
      if (!/\d/.test(m[0].replace(/<.*/, ''))) return false
      if (!one || !number || number.unit !== null || draft.base?.tables.length !== 1 || draft.kind === 'count')
        return false
      return filtered(draft, { kind: 'key', table: one, value: number.value })
    },
  ],
  [
    `(?:(?:that|which) (?:is|are) |are |is )?(?:${place} )?(?:the |a )?@T (?:called |named |titled )?@X`,
    (m, items, draft) => named(m, items, draft, itemAt(m, 'T', items)),
  ],
  [
    `${that}(?:${place} )?(?:the |a )?@C (?:is |of |equal to )?@V`,
    (m, items, draft) => named(m, items, draft, itemAt(m, 'C', items)),
  ],
  [
    `(?:(?:that|which) (?:is|are) |are |is )?${place} (?:the |a )?@X @T`,
    (m, items, draft) => named(m, items, draft, itemAt(m, 'T', items)),
  ],
  [
    `(?:does|do|did|has) (?:the )?(?:@T )?@X (?:have|make|made|release|released|sing|write|own|contain|include)`,
    (m, items, draft) => named(m, items, draft, itemAt(m, 'T', items), true),
  ],
  [
    `(?:(?:(?:that|who|which) )?(?:are there|are|is|live|come) )?${place} (?:the )?@V1 (?:and|or) (?:${place} )?@V2`,
    (m, items, draft) => {
      const [item, or] = [itemAt(m, 'V1', items), itemAt(m, 'V2', items)]
      return item !== null && or !== null && filtered(draft, { kind: 'value', item, of: null, by: false, or })
    },
  ],
  // "How many artists did I buy songs from?"
  ['@T (?:from|of|by|in)$', (_m, _items, draft) => draft.isBought && draft.base !== null && !draft.many],
  [`(?:called|named|titled) @X`, (m, items, draft) => named(m, items, draft, draft.base)],
  [
    `(?:(?:that|which) (?:is|are) |are there |are |is )?(?:made |written |released )?(?<P>${place}) (?:the )?@X`,
    (m, items, draft) => named(m, items, draft, null, /^(?:by|of)$/.test(m.groups?.P ?? '')),
  ],
  [
    '@X',
    (m, items, draft) =>
      draft.kind === 'list' &&
      draft.measure !== null &&
      draft.filters.length === 0 &&
      named(m, items, draft, draft.base),
  ],
]

function byNumber(m: RegExpExecArray, items: readonly Item[], draft: Draft): boolean {
  const [item, number] = [itemAt(m, 'T', items), itemAt(m, 'N', items)?.number]
  const [one] = item?.tables ?? []
  if (!one || item?.tables.length !== 1 || !number || number.unit !== null) return false
  return filtered(draft, { kind: 'key', table: one, value: number.value })
}

const noNames =
  /^(?:popularity|rating|ratings|decade|mood|age|gender|language|region|sales|revenue|profit|plays|views|likes|month|week|weekday|hour|name|default|far|now|me|us|them|him|her|everyone|anyone|others|people|customers|users|mistake|myself|someone|somebody)$/

function named(match: RegExpExecArray, items: readonly Item[], draft: Draft, of: Item | null, by = false): boolean {
  const item = itemAt(match, 'X', items) ?? itemAt(match, 'V', items)
  if (!item) return false
  if (item.values.length > 0) return filtered(draft, { kind: 'value', item, of, by })
  if (noNames.test(item.text) || (of === null && !by)) return false
  return filtered(draft, { kind: 'name', text: item.raw, of, by })
}
