import type { Draft, Filter, Item } from './draft'

/** A pattern, and what it adds; false: it says something else here. */
export type ConditionRow = readonly [string, (match: RegExpExecArray, items: readonly Item[], draft: Draft) => boolean]

/** What rows are said to do that only leads to where or when. */
export const leads =
  '(?:(?:that|who|which) )?(?:(?:are|is|were|was|have been|has been|do|does|did|you) )?(?:came in|come in|coming in|live|lives|living|reside|come|comes|coming|came|located|based|went|go|goes|going|sent|billed|belong|belongs|belonging|fall|falls|written|issued|created|recorded|done|placed|found|featured|available|stored|listed|dated|set up)(?= (?:in|from|to|on|as|under|at|by|with|between|since|before|after|during|into|within) )'
export const that = '(?:(?:that|which|who) )?(?:(?:is|are|was|were|have|has|had|with|whose) )?'
export const place = '(?:in|of|from|by|on|for|with|at|to|about|as|into|under|within|inside)'
export const more =
  '(?<O>more than|over|above|greater than|higher than|bigger than|larger than|at least|no less than|less than|fewer than|under|below|lower than|smaller than|at most|no more than|up to|exactly|equal to)'
export const many =
  '(?:(?:that|which|who) )?(?:has got|have got|has|have|with|had|having|contains|contain|include|includes|made|released|wrote|own|owns|hold|holds) '

export function filtered(draft: Draft, filter: Filter): boolean {
  draft.filters.push(filter)
  return true
}

export function ranked(
  draft: Draft,
  by: { item: Item } | { concept: 'money' },
  isDown: boolean,
  said: string,
): boolean {
  if (draft.rank) return false
  draft.rank = { by, isDown, said }
  return true
}

export function operatorOf(said: string): '>' | '<' | '>=' | '<=' | '=' {
  if (said === 'at least' || said === 'no less than') return '>='
  if (/^(?:at most|up to|no more than)$/.test(said)) return '<='
  if (/exactly|equal/.test(said)) return '='
  return /less|fewer|under|below|lower|smaller/.test(said) ? '<' : '>'
}
