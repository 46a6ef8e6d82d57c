export const periods = ['7', '30', '90'] as const

export type Period = (typeof periods)[number]

const dayMs = 86_400_000

/** `written`: from an address. */
export function periodOf(written: string): Period {
  return periods.find((period) => period === written) ?? '30'
}

/** Hours of 90 days would be more than anybody reads. */
export function stepOf(written: string, period: Period): 'day' | 'hour' {
  return written === 'hour' && period !== '90' ? 'hour' : 'day'
}

/** The beginning of the period in UTC, whose days the figures are of; today is its last day. */
export function sinceOf(period: Period, now: number): string {
  const today = Math.floor(now / dayMs) * dayMs
  return new Date(today - (Number(period) - 1) * dayMs).toISOString()
}
