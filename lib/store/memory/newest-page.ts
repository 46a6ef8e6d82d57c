import type { NewestPage } from '@/lib/domain/form-store'

/** One page of rows that have ids of their own, newest first. */
export function newestPage<Row extends { id: string; createdAt: number }>(
  rows: readonly Row[],
  { before, limit }: NewestPage,
): Row[] {
  return rows
    .filter(
      ({ createdAt, id }) =>
        !before || createdAt < before.createdAt || (createdAt === before.createdAt && id < before.id),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}
