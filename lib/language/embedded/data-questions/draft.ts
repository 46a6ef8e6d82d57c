// What is understood of a question, before it is tied to tables and columns.
import type { DataColumn, DataTable } from '@/lib/domain/data-source'

/** What columns measure, whatever they are called. */
export type Concept = 'money' | 'duration' | 'size' | 'date' | 'rating' | 'weight' | 'height'

export type ColumnPlace = { table: DataTable; column: DataColumn }

/** A stretch of the question with all that it may mean. */
export type Item = {
  /** As it was typed. */
  raw: string
  /** Lower-case. */
  text: string
  tables: readonly DataTable[]
  columns: readonly ColumnPlace[]
  concept: Concept | null
  /** Columns that are known to hold this value, with the value as they have it. */
  values: readonly (ColumnPlace & { value: string })[]
  number: Quantity | null
  period: Period | null
  /** No word of the language or of the data: only a name can be. */
  isUnknown: boolean
  isQuoted: boolean
}

export type Quantity = { value: number; unit: 'money' | 'seconds' | 'bytes' | null }

/** From and to (not included), as `YYYY-MM-DD`. */
export type Period = { from: string; to: string; said: string }

export type Measure = { item: Item } | { concept: Concept }

export type Filter =
  /** `isWithin`: what belongs to the thing has the value, rather than the thing. */
  | { kind: 'value'; item: Item; of: Item | null; by: boolean; isWithin?: true; or?: Item }
  | { kind: 'name'; text: string; of: Item | null; by: boolean }
  /** Nothing there: no value in a column, no rows of a table. */
  | { kind: 'none'; item: Item; said: string }
  /** Nothing that was sold of it, or that belongs to it. */
  | { kind: 'without'; what: 'sales' | 'content'; said: string }
  /** Its name or column has these letters in it, or at an end of it. */
  | { kind: 'letters'; text: string; at: 'start' | 'end' | 'within'; measure: Measure | null; said: string }
  | { kind: 'key'; table: DataTable; value: number }
  | {
      kind: 'compare'
      measure: Measure | null
      operator: '>' | '<' | '>=' | '<=' | '='
      quantity: Quantity
      said: string
    }
  | { kind: 'date'; from: string | null; to: string | null; said: string }

/** `buyers`: whoever the sales are to. */
export type Group = { item: Item } | { every: 'year' | 'month' | 'day' | 'quarter' } | { buyers: true }

export type Draft = {
  /** `range`: the lowest and the highest. */
  kind: 'list' | 'count' | 'sum' | 'average' | 'range'
  /** Null: money spent, of which the data know where it is. */
  base: Item | null
  isMine: boolean
  /** "did I buy": the base is what the person's rows point at. */
  isBought: boolean
  /** "bought" */
  verb: string | null
  isDistinct: boolean
  /** "top 10": by a measure that has to be said. */
  isTop: boolean
  /** Without a base: the row nearest to the person that has what is asked. */
  isOwnRow: boolean
  /** What is summed, averaged or told of the rows. */
  measure: Measure | null
  /** `isWhole`: an order of all rather than the first. */
  rank: { by: Measure | { most: Item }; isDown: boolean; said: string; isWhole?: true } | null
  /** Further columns that were asked for. */
  shows: readonly Measure[]
  /** Money or pieces of everybody's. */
  isSales: boolean
  /** "How many TV shows": what the value is said of. */
  isOfValue: boolean
  /** What was bought is counted piece by piece. */
  isSold: boolean
  limit: number | null
  filters: Filter[]
  group: Group | null
  /** "with more than 10 albums". */
  many: { item: Item; operator: string; value: number } | null
}

export function emptyDraft(kind: Draft['kind']): Draft {
  return {
    ...{
      kind,
      base: null,
      isMine: false,
      isBought: false,
      verb: null,
      isDistinct: false,
      isTop: false,
      isOwnRow: false,
      measure: null,
      rank: null,
    },
    ...{
      limit: null,
      filters: [],
      group: null,
      many: null,
      shows: [],
      isSales: false,
      isSold: false,
      isOfValue: false,
    },
  }
}
