import type { Draft, Item } from './draft'

/** A pattern, what follows it (the thing, or only what is said of it), and what it begins; null: it says something else here. */
export type StartRow = readonly [
  string,
  'thing' | 'end',
  (match: RegExpExecArray, items: readonly Item[]) => Draft | null,
]
