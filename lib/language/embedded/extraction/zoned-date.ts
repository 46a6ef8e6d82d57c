/** A day of the calendar; months from 1. */
export type Day = { year: number; month: number; day: number }

/** The day and the offset from UTC in minutes that `now` (milliseconds) has in a time zone; an unknown zone counts as UTC. */
export function zonedDate(now: number, timeZone: string): { today: Day; offsetMinutes: number } {
  const wall = wallClock(now, timeZone)
  const date = new Date(wall)
  return { today: toDay(date), offsetMinutes: Math.round((wall - now) / 60_000) }
}

function wallClock(now: number, timeZone: string): number {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(now)
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  } catch (error) {
    if (error instanceof RangeError) return now
    throw error
  }
}

export function addDays(day: Day, days: number): Day {
  return toDay(new Date(Date.UTC(day.year, day.month - 1, day.day + days)))
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()
}

/** Null where the calendar has no such day. */
export function realDay(year: number, month: number, day: number): Day | null {
  const made = toDay(new Date(Date.UTC(year, month - 1, day)))
  return made.year === year && made.month === month && made.day === day ? made : null
}

export function isoDate({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function toDay(date: Date): Day {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
