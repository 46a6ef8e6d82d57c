import type { InsightStore } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { type InsightPorts, type InsightWanted, insightPeriod, timesOf } from './insight-period'

/** How long turns took, and until their first words, by day; also of days without any. Throws as `insightPeriod`. */
export async function measureLatency(
  ports: InsightPorts,
  scope: Scope,
  wanted: InsightWanted,
): ReturnType<InsightStore['measureLatency']> {
  const filter = await insightPeriod(ports, scope, wanted)
  const { days, all } = await ports.store.insight.measureLatency(scope, filter)
  const known = new Map(days.map((row) => [row.at, row]))
  return { days: timesOf(filter, 'day').map((at) => known.get(at) ?? { at, turn: null, firstToken: null }), all }
}
