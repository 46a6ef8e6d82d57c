// "Without a composer", "that have no songs": the only negations that are understood.

import { type ConditionRow, filtered } from './condition-kit'
import type { Draft, Item } from './draft'
import { itemAt } from './pattern'

const none =
  '(?:(?:that|which|who) )?(?:without|lack|lacks|lacking|(?:with|have|has|had|having) (?:no|zero)|(?:do|does|did) not (?:have|contain|include|hold)|have not got|not having)(?: any| a| an| even one| a single)?'
const unset =
  '(?:(?:is|are|was|were) )?(?:missing|unknown|empty|not (?:known|set|given|filled in|recorded|listed|there))'

const taken = '(?:bought|sold|ordered|purchased|buy|order)'
const byAnyone =
  '(?: (?:by|to) (?:anyone|anybody|a customer|any customer|any of (?:the|our|your) customers|customers|a single customer))?'

export const lackConditions: readonly ConditionRow[] = [
  [`${none} @C(?: given| set| listed| at all)?`, (m, items, draft) => lacks(m, items, draft, 'C')],
  [`${none} @T(?: on (?:them|it)| in (?:them|it)| at all)?`, (m, items, draft) => lacks(m, items, draft, 'T')],
  [
    `(?:(?:that|which) )?(?:(?:were|was|are|have|has|is)(?: been)? )?(?:never|not)(?: ever)?(?: been)? ${taken}${byAnyone}(?: at all| yet| so far| once)?`,
    unsold,
  ],
  [
    `(?:(?:that|which) )?(?:nobody|no one|no customer|no customers|none of (?:the|our|your) customers) (?:(?:has|have|had) )?(?:ever )?${taken}(?: so far| yet)?`,
    unsold,
  ],
  [
    '(?:(?:that|which) )?(?:(?:do|does) not contain anything|contain nothing|contains nothing|(?:have|has|with) nothing (?:on|in) (?:them|it)|(?:are|is) (?:completely )?empty|empty)',
    (_m, _items, draft) => filtered(draft, { kind: 'without', what: 'content', said: 'with nothing in them' }),
  ],
  [`(?:whose|where|where the|whose the|with an unknown|with a missing) @C(?: ${unset})?`, missing],
]

function unsold(_match: RegExpExecArray, _items: readonly Item[], draft: Draft): boolean {
  return (
    !draft.isMine &&
    !draft.isBought &&
    filtered(draft, { kind: 'without', what: 'sales', said: 'that were never sold' })
  )
}

function missing(match: RegExpExecArray, items: readonly Item[], draft: Draft): boolean {
  return /missing|unknown|empty|not /.test(match[0]) && lacks(match, items, draft, 'C')
}

function lacks(match: RegExpExecArray, items: readonly Item[], draft: Draft, tag: string): boolean {
  const item = itemAt(match, tag, items)
  // "Without vocals": what stands with a value as well may be that.
  if (!item || item.values.length > 0) return false
  return filtered(draft, { kind: 'none', item, said: `without ${item.text}` })
}
