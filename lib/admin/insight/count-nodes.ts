import { knownWorkflow } from '@/lib/admin/conversations/known-workflow'
import type { WorkflowSource } from '@/lib/domain/agent'
import type { NodeFigures } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { type InsightPorts, type InsightWanted, insightPeriod } from './insight-period'

/** `name` and `type` null: the version that is asked for (or in force) has no such node. */
export type NamedNodeFigures = NodeFigures & { name: string | null; type: string | null }

const nothing = { entered: 0, left: 0, completed: 0, failed: 0, abandoned: 0, active: 0 }

/** Where conversations with an agent went, and where they ended; nodes that none entered too. Throws as `insightPeriod`. */
export async function countNodes(
  ports: InsightPorts & { workflows: WorkflowSource },
  scope: Scope,
  wanted: InsightWanted & { agentId: string },
): Promise<NamedNodeFigures[]> {
  const { agentId = wanted.agentId, ...filter } = await insightPeriod(ports, scope, wanted)
  const [found, workflow] = await Promise.all([
    ports.store.insight.countByNode(scope, { ...filter, agentId }),
    knownWorkflow(ports.workflows, { ...filter, agentId }),
  ])
  const known = new Set(found.map(({ nodeId }) => nodeId))
  const unseen = [...(workflow?.nodes.keys() ?? [])].filter((nodeId) => !known.has(nodeId))
  return [...found, ...unseen.map((nodeId) => ({ nodeId, ...nothing }))].map((row) => {
    const node = workflow?.nodes.get(row.nodeId)
    return { ...row, name: node?.name ?? null, type: node?.type ?? null }
  })
}
