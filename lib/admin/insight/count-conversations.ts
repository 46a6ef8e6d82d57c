import type { ConversationFigures } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { type InsightPorts, type InsightWanted, insightPeriod, timesOf } from './insight-period'

/** How many conversations began in each day or hour, and what became of them; also where there were none. */
export async function countConversations(
  ports: InsightPorts,
  scope: Scope,
  { by, ...wanted }: InsightWanted & { by: 'day' | 'hour' },
): Promise<ConversationFigures[]> {
  const filter = await insightPeriod(ports, scope, { ...wanted, by })
  const found = await ports.store.insight.countByTime(scope, { ...filter, by })
  const known = new Map(found.map((row) => [row.at, row]))
  const nothing = { started: 0, completed: 0, failed: 0, abandoned: 0 }
  return timesOf(filter, by).map((at) => known.get(at) ?? { at, ...nothing })
}
