// Ties what was understood to tables and columns. Throws NotSure where there is more than one way, or none.

import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import type { ColumnPlace, Draft, Filter } from './draft'
import type { Step } from './find-path'
import { type Ground, isPersonal, NotSure } from './ground'
import { baseOf, boughtBy } from './tie-base'
import { dateOf, tieDates, tieFilter, tieMeasure, tieShown } from './tie-filter'
import { type TiedGroup, tieGroup } from './tie-group'
import type { Condition, Operand } from './tied-condition'

export type Tied = {
  /** What is asked of the rows, in SQL. */
  kind: Draft['kind']
  base: DataTable
  isMine: boolean
  /** Rows of the base that this table's rows point at, those of the person. */
  boughtBy: { table: DataTable; path: readonly Step[]; conditions: readonly Condition[] } | null
  conditions: readonly Condition[]
  measure: ColumnPlace | null
  /** "quantity": what the measure is times. */
  times: DataColumn | null
  rank: { place: ColumnPlace | null; isDown: boolean; isWhole: boolean } | null
  shown: readonly Operand[]
  /** Things with none of what is counted count as well. */
  isWithNone: boolean
  /** Of the measure, each value once. */
  isDistinct: boolean
  group: TiedGroup | null
  many: { operator: string; value: number } | null
  /** One value of one row was asked for. */
  isPlain: boolean
}

export function tieQuestion(said: Draft, ground: Ground): Tied {
  const counted = countedBy(said)
  // Pieces are summed where lines say how many.
  const { base, times, measure: spent } = baseOf(counted, ground)
  const draft: Draft = counted.isSold && spent ? { ...counted, kind: 'sum' } : counted
  const personal = isPersonal(ground, base)
  const isMine = draft.isMine || personal
  if (draft.isMine && !ground.identity) throw new NotSure('nobody')
  if (!draft.isMine && ground.identity?.table === base.name) throw new NotSure('others')
  const link = isMine && !personal ? boughtBy(draft, base, ground) : null
  const dates = draft.filters.filter(({ kind }) => kind === 'date')
  const others = draft.filters.filter(({ kind }) => kind !== 'date')
  const within = dates.flatMap((filter) => tieDates(filter, dateOf(link?.table ?? base, ground)))
  const told = others.map((filter) => tieOther(filter, base, link?.table ?? null, ground))
  const conditions = [...told.flatMap(({ own }) => own), ...(link ? [] : within)]
  refuseTwice(conditions)
  const measure =
    spent ?? (draft.measure && tieMeasure(draft.measure, base, draft.kind !== 'list' && !draft.isDistinct))
  const tied: Tied = {
    ...{ kind: draft.kind === 'list' && draft.group ? 'count' : draft.kind, base, isMine, conditions, measure, times },
    boughtBy: link && { ...link, conditions: [...within, ...told.flatMap(({ linked }) => linked)] },
    rank: draft.rank && {
      place: 'most' in draft.rank.by ? null : tieMeasure(draft.rank.by, base, false),
      isDown: draft.rank.isDown,
      isWhole: draft.rank.isWhole === true,
    },
    shown: draft.shows.flatMap((one) => tieShown(one, base, ground)),
    isWithNone:
      (draft.rank !== null && 'most' in draft.rank.by && !draft.rank.isDown) ||
      (draft.many !== null && /^[<=]/.test(draft.many.operator)),
    group: draft.group && tieGroup(draft.group, base, ground),
    many: draft.many,
    isDistinct: draft.isDistinct,
    isPlain: base.name === ground.identity?.table && (measure !== null || draft.shows.length > 0),
  }
  guard(tied, draft, ground)
  return tied
}

/** "Which genre has the most tracks?": the tracks are counted, for each genre. */
function countedBy(draft: Draft): Draft {
  const counted = draft.many?.item ?? (draft.rank && 'most' in draft.rank.by ? draft.rank.by.most : null)
  if (!counted || !draft.base) return draft
  if (draft.many && draft.group && draft.base === counted && draft.kind === 'count') return draft
  if (draft.kind !== 'list' || draft.group || draft.measure || (draft.many && draft.rank)) throw new NotSure('shape')
  return { ...draft, kind: 'count', base: counted, group: { item: draft.base } }
}

/** What names one of the person's own rows says which of the things, by the rows that point at them. */
function tieOther(
  filter: Filter,
  base: DataTable,
  link: DataTable | null,
  ground: Ground,
): { own: Condition[]; linked: Condition[] } {
  const isOwn = link !== null && filter.kind === 'key' && isPersonal(ground, filter.table)
  return isOwn && link
    ? { own: [], linked: [tieFilter(filter, link, ground)] }
    : { own: [tieFilter(filter, base, ground)], linked: [] }
}

function guard(tied: Tied, draft: Draft, ground: Ground): void {
  const paths = [
    ...tied.conditions.map(({ path }) => path),
    ...tied.shown.map(({ path }) => path),
    tied.group?.path ?? [],
  ]
  const crossed = paths.flatMap((path) => path.map(({ to }) => to)).filter((table) => isPersonal(ground, table))
  // Which of all the songs sold best is nothing that one person's rows tell.
  if (crossed.length > 0 && !isPersonal(ground, tied.base)) throw new NotSure('others')
  if (tied.group && tied.boughtBy && draft.kind !== 'count') throw new NotSure('shape')
  if (tied.isWithNone && (tied.isMine || tied.conditions.length > 0)) throw new NotSure('shape')
  // None at all, or none in that time?
  if (tied.conditions.some(({ test }) => test === 'none') && tied.conditions.length > 1) throw new NotSure('shape')
  if (tied.shown.length > 0 && (draft.kind !== 'list' || tied.group)) throw new NotSure('shape')
  if (tied.group && (draft.kind === 'list' || (draft.rank && !('most' in draft.rank.by)))) throw new NotSure('shape')
  // The top by what?
  if (draft.isTop && !draft.rank) throw new NotSure('measure')
  if (draft.kind !== 'count' && tied.group && !('every' in tied.group) && tied.group.path.some(({ isUp }) => !isUp))
    throw new NotSure('shape')
  if (
    draft.kind !== 'list' &&
    draft.kind !== 'count' &&
    (!tied.measure || tied.rank || (draft.limit !== null && !tied.group))
  )
    throw new NotSure('shape')
  if (draft.kind === 'count' && (tied.rank || draft.limit !== null) && !tied.group) throw new NotSure('shape')
  if (
    draft.kind === 'list' &&
    draft.measure &&
    draft.base &&
    !draft.isDistinct &&
    !tied.rank &&
    tied.conditions.length === 0 &&
    !tied.isMine
  )
    throw new NotSure('shape')
}

function refuseTwice(conditions: readonly Condition[]): void {
  const equal = conditions.filter(({ test }) => test === 'equal' || test === 'name').map(({ place }) => place.column)
  if (new Set(equal).size < equal.length) throw new NotSure('shape')
}
