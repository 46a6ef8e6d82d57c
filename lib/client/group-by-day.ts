export type Day = 'today' | 'yesterday' | 'week' | 'earlier'

/** Something that last changed at a time, in ISO 8601. */
export type Dated = { updated_at: string }

/** Conversations by the day they last changed, in the visitor's own time zone; the order within a day is kept. */
export function groupByDay<T extends Dated>(
  conversations: readonly T[],
  now: Date,
): { day: Day; conversations: T[] }[] {
  const groups = new Map<Day, T[]>()
  for (const conversation of conversations) {
    const day = dayOf(new Date(conversation.updated_at), now)
    groups.set(day, [...(groups.get(day) ?? []), conversation])
  }
  return [...groups].map(([day, members]) => ({ day, conversations: members }))
}

function dayOf(date: Date, now: Date): Day {
  const midnight = (daysAgo: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo)
  if (date >= midnight(0)) return 'today'
  if (date >= midnight(1)) return 'yesterday'
  return date >= midnight(7) ? 'week' : 'earlier'
}
