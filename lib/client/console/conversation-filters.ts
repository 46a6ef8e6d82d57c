// What the list of conversations is filtered by: as it stands in the address, and as the row is asked.

/** In the address; empty: not filtered by it. */
export const filterNames = [
  ...(['agent', 'version', 'dialect', 'status', 'variable', 'time', 'since', 'until'] as const),
  ...(['search', 'feedback', 'analysis'] as const),
] as const

export type ConversationFilters = Record<(typeof filterNames)[number], string>

/** Of the value `own` in `time`: `since` and `until` then say which days. */
export const ownDays = 'own'

/** Pure. `now`: days are those of the browser's clock. What is no number and no date is passed over. */
export function conversationParams(filters: ConversationFilters, now: Date): Record<string, string> {
  const { agent, version, dialect, status, variable, search, feedback, analysis } = filters
  const isNumber = /^[1-9]\d*$/.test(version)
  const asked = {
    ...{ agent_id: agent, version: agent !== '' && isNumber ? version : '', dialect, status },
    ...{ variable: variable.trim(), search: search.trim(), feedback, analysis, ...daysOf(filters, now) },
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
}

function daysOf({ time, since, until }: ConversationFilters, now: Date): { since: string; until: string } {
  if (time === ownDays) return { since: startOfDay(since, 0), until: startOfDay(until, 1) }
  const days = Number(time)
  if (!Number.isInteger(days) || days < 1) return { since: '', until: '' }
  return { since: daysBefore(now, days - 1), until: '' }
}

/** The beginning of today or of a day before. */
function daysBefore(now: Date, days: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString()
}

/** `written`: a date as fields give it. The beginning of that day, or of one after it. */
function startOfDay(written: string, later: number): string {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(written) ? written.split('-').map(Number) : []
  const start = new Date(year, month - 1, day + later)
  return year === 0 || Number.isNaN(start.getTime()) ? '' : start.toISOString()
}
