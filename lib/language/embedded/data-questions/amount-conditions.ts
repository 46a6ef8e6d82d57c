// "over 5 dollars", "longer than 3 minutes", "between 2 and 5", "with more than 10 albums".

import { type ConditionRow, filtered, many, more, operatorOf, that } from './condition-kit'
import type { Draft, Item } from './draft'
import { itemAt } from './pattern'

const lasting = '(?:(?:last|lasts|lasting|run|runs|running|play|take|takes) (?:for )?)?'

export const amountConditions: readonly ConditionRow[] = [
  [`${that}(?:a |an )?@M (?:of |is |was )?${more} @N`, compared],
  [`${that}(?:longer|(?<L>shorter)) than @N`, (m, items, draft) => comparedBy(m, items, draft, 'duration')],
  [`${that}(?:bigger|larger|(?<L>smaller)) than @N`, (m, items, draft) => comparedBy(m, items, draft, 'size')],
  [
    `${that}(?:(?:more expensive|dearer)|(?<L>cheaper|less expensive)) than @N`,
    (m, items, draft) => comparedBy(m, items, draft, 'money'),
  ],
  [`(?:(?:that|which) )?(?:cost|costs|costing|cost me) ${more} @N`, compared],
  [`(?:(?:that|which) )?(?:cost|costs|costing) @N`, (m, items, draft) => comparedBy(m, items, draft, 'money')],
  [`${many}${more} @N (?:different )?@T(?: (?:on|in|from|by) (?:them|it))?`, counted],
  [`${many}${more} @N (?:different )?@T`, counted],
  // "Which did I buy at least three of?"
  [`${more} @N @T (?:from|of|by|on|in)`, (m, items, draft) => draft.isBought && counted(m, items, draft)],
  [`${that}${lasting}${more} @N`, compared],
  [
    '(?:for|at|priced at|with a price of|that cost) @N',
    (m, items, draft) => /\.\d|[$€£]/.test(m[0]) && comparedBy(m, items, draft, 'money'),
  ],
  [`(?:on|for) @T(?= (?:by|from|of|in|called) )`, (_m, _items, draft) => draft.base === null && draft.kind === 'sum'],
  [
    `${that}${lasting}(?:a |an )?(?:@M )?(?:of )?between @N1 and @N2`,
    (m, items, draft) => {
      const [from, to, item] = [itemAt(m, 'N1', items)?.number, itemAt(m, 'N2', items)?.number, itemAt(m, 'M', items)]
      if (!from || !to || from.value > to.value) return false
      const unit = from.unit ?? to.unit
      // "between 5 and 10 minutes": both are of the second's unit, which the first does not say.
      if (from.unit !== to.unit && unit !== 'money') return false
      const both = { kind: 'compare' as const, measure: item && { item } }
      filtered(draft, { ...both, operator: '>=', quantity: { value: from.value, unit }, said: saidOf(m) })
      return filtered(draft, { ...both, operator: '<=', quantity: { value: to.value, unit }, said: saidOf(m) })
    },
  ],
]

function compared(match: RegExpExecArray, items: readonly Item[], draft: Draft): boolean {
  const [item, quantity] = [itemAt(match, 'M', items), itemAt(match, 'N', items)?.number]
  if (!quantity) return false
  const measure = item ? { item } : /cost/.test(match[0]) ? { concept: 'money' as const } : null
  return filtered(draft, {
    kind: 'compare',
    measure,
    operator: operatorOf(match.groups?.O ?? ''),
    quantity,
    said: saidOf(match),
  })
}

function counted(match: RegExpExecArray, items: readonly Item[], draft: Draft): boolean {
  const [item, number] = [itemAt(match, 'T', items), itemAt(match, 'N', items)?.number]
  if (!item || !number || number.unit !== null || draft.many) return false
  draft.many = { item, operator: operatorOf(match.groups?.O ?? ''), value: number.value }
  return true
}

/** The words of a condition as they follow a noun. */
function saidOf(match: RegExpExecArray): string {
  const said = match[0]
    .replaceAll(/<\w+>/g, '')
    .replaceAll('_', ' ')
    .replace(/^(?:that |which |who )?(?:is |are |was |were )?/, '')
  if (/^(?:has|have|had|whose) /.test(said)) return said.replace(/^\w+/, 'with')
  return /^cost/.test(said) ? `that ${said}` : said
}

function comparedBy(
  match: RegExpExecArray,
  items: readonly Item[],
  draft: Draft,
  concept: 'money' | 'duration' | 'size',
): boolean {
  const quantity = itemAt(match, 'N', items)?.number
  if (!quantity) return false
  const operator = / than /.test(match[0]) ? (match.groups?.L ? '<' : '>') : '='
  return filtered(draft, { kind: 'compare', measure: { concept }, operator, quantity, said: saidOf(match) })
}
