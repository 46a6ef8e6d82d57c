// Who has been there the longest: by the day on which somebody came.
import { type ConditionRow, ranked } from './condition-kit'
import type { Draft } from './draft'
import { nameWords } from './name-words'

const there =
  '(?: (?:here|(?:with|for|at|in) (?:us|you|(?:the|this|your|our) (?:company|shop|store|firm|business|team))))?'
const began = /\b(?:hired?|start(?:ed)?|join(?:ed)?|since|entry|regist(?:er|ered|ration)|sign(?:ed)? up)\b/

export const longestConditions: readonly ConditionRow[] = [
  [
    `(?:(?:who|that) )?(?:(?:has|have|had) )?(?:been|worked|works|work|working|served|employed)${there}(?: for)?(?: the)? (?<F>longest|shortest)(?: time| of all)?`,
    (m, _items, draft) => sinceFirst(draft, m.groups?.F === 'shortest'),
  ],
  [
    '(?:who |that )?(?:joined|started|was hired|were hired|came)(?: here| with us| the company)? (?<F>first|last|most recently)',
    (m, _items, draft) => sinceFirst(draft, m.groups?.F !== 'first'),
  ],
]

function sinceFirst(draft: Draft, isDown: boolean): boolean {
  const [table, ...more] = draft.base?.tables ?? []
  if (!draft.base || !table || more.length > 0) return false
  const [column, ...others] = table.columns.filter(
    ({ name, type, isAllowed }) => isAllowed && type === 'date' && began.test(nameWords(name)),
  )
  if (!column || others.length > 0) return false
  const item = { ...draft.base, tables: [], columns: [{ table, column }] }
  return ranked(draft, { item }, isDown, isDown ? 'newest' : 'longest-serving')
}
