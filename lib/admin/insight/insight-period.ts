import { requireTenant } from '@/lib/admin/checked-ids'
import { agentUuid } from '@/lib/admin/conversations/agent-uuid'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { InsightFilter } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'

export type InsightPorts = { store: Pick<Store, 'access' | 'agents' | 'insight'>; clock: Clock }

/** Without a time: the newest 30 days, by the hour the newest two. */
export type InsightWanted = {
  tenantId: string
  agentId?: string
  version?: number
  since?: number
  until?: number
  by?: 'day' | 'hour'
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const usual = { day: 30 * dayMs, hour: 2 * dayMs }
const longest = { day: 400 * dayMs, hour: 31 * dayMs }

/** What is asked for, with its time filled in. Throws BAD_REQUEST (ids, or a time that is no stretch), NOT_FOUND. */
export async function insightPeriod(
  { store, clock }: InsightPorts,
  scope: Scope,
  { agentId, by = 'day', ...wanted }: InsightWanted,
): Promise<InsightFilter> {
  await requireTenant(store.access, scope, wanted.tenantId)
  const until = wanted.until ?? clock.now() + 1
  const since = wanted.since ?? startOf(until - usual[by], by)
  if (since >= until) throw new AppError('BAD_REQUEST', 'since must be before until')
  if (until - since > longest[by] + dayMs)
    throw new AppError('BAD_REQUEST', `At most ${longest[by] / dayMs} days at once by the ${by}`)
  const agent = agentId === undefined ? {} : { agentId: await agentUuid({ store }, scope, wanted.tenantId, agentId) }
  return { ...wanted, ...agent, since, until }
}

/** Every day or hour in UTC that the stretch touches. */
export function timesOf({ since, until }: { since: number; until: number }, by: 'day' | 'hour'): number[] {
  const step = by === 'day' ? dayMs : hourMs
  const first = startOf(since, by)
  return Array.from({ length: Math.ceil((until - first) / step) }, (_, index) => first + index * step)
}

function startOf(at: number, by: 'day' | 'hour'): number {
  const step = by === 'day' ? dayMs : hourMs
  return Math.floor(at / step) * step
}
