import type { CostFigures } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { type InsightPorts, type InsightWanted, insightPeriod } from './insight-period'

/** Null: the agent is gone. */
export type NamedCosts = CostFigures & { agentName: string | null }

/** Tokens and money by day, agent, model and purpose; days without calls are left out. Throws as `insightPeriod`. */
export async function sumCosts(ports: InsightPorts, scope: Scope, wanted: InsightWanted): Promise<NamedCosts[]> {
  const filter = await insightPeriod(ports, scope, wanted)
  const [rows, agents] = await Promise.all([
    ports.store.insight.sumCosts(scope, filter),
    ports.store.agents.listAgents(scope, filter.tenantId),
  ])
  const names = new Map(agents.map(({ agentId, name }) => [agentId, name]))
  return rows.map((row) => ({ ...row, agentName: names.get(row.agentId) ?? null }))
}
