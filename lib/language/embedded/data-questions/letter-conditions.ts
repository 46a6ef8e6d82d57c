// "With the word love in the title", "that start with the letter B".
import { type ConditionRow, filtered } from './condition-kit'
import type { Draft, Item } from './draft'
import { itemAt } from './pattern'

const whose = '(?:(?:that|which|who|whose|where the) )?(?:(?:the )?(?<W>@M|titles?|names?) )?'
const word = '(?:the |a )?(?:(?:words?|letters?|term|phrase|name) )?'

export const letterConditions: readonly ConditionRow[] = [
  [
    `(?:(?:that|which|who) )?(?:have|has|had|having|with|contain|contains|containing|include|includes|including) ${word}@X (?:somewhere )?(?:in|as part of) (?:the|their|its|his|her) (?:@T )?(?:@M|titles?|names?)`,
    (m, items, draft) => letters(m, items, draft, 'within'),
  ],
  [
    `${whose}(?:contain|contains|containing|include|includes|(?:have|has) (?=.* in (?:it|them)(?: |$))) ?(?<Q>${word})@X(?: in (?:it|them))?`,
    // What things contain may as well be other things.
    (m, items, draft) => /\b(?:word|letter|term|phrase|title|name)/.test(m[0]) && letters(m, items, draft, 'within'),
  ],
  [
    `${whose}(?:start|starts|starting|begin|begins|beginning|(?<E>end|ends|ending)) (?:with|in|on) ${word}@X`,
    (m, items, draft) => letters(m, items, draft, m.groups?.E ? 'end' : 'start'),
  ],
]

function letters(
  match: RegExpExecArray,
  items: readonly Item[],
  draft: Draft,
  at: 'start' | 'end' | 'within',
): boolean {
  const [item, column] = [itemAt(match, 'X', items), itemAt(match, 'M', items)]
  if (!item?.isQuoted) return false
  const how = { start: 'starting with', end: 'ending with', within: 'with' }[at]
  return filtered(draft, {
    ...{ kind: 'letters', text: item.raw, at, measure: column && { item: column } },
    said: `${how} "${item.raw}" in the ${column?.text ?? 'name'}`,
  })
}
