import { requireTenant } from '@/lib/admin/checked-ids'
import type { AgentSummary, AgentVersion } from '@/lib/domain/agent'
import type { AgentDraft } from '@/lib/domain/draft-store'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { requireAgent } from './require-agent'

const weekMs = 7 * 24 * 60 * 60 * 1000

export type AgentState = AgentSummary & {
  draft: Pick<AgentDraft, 'revision' | 'updatedBy' | 'updatedAt' | 'basedOn'> | null
  /** Conversations that began in the last seven days. */
  week: { conversations: number; completed: number }
}

type Ports = Pick<AgentEditPorts, 'store' | 'clock'>

/** A tenant's agents, with what is going on with them. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant). */
export async function describeAgents(
  { store, clock }: Ports,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<AgentState[]> {
  await requireTenant(store.access, scope, tenantId)
  const [agents, drafts, counts] = await Promise.all([
    store.agents.listAgents(scope, tenantId),
    store.drafts.listDrafts(scope, tenantId),
    store.agents.countConversations(scope, tenantId, clock.now() - weekMs),
  ])
  const draftOf = new Map(drafts.map((draft) => [draft.agentId, draft]))
  const weekOf = new Map(counts.map(({ agentId, ...week }) => [agentId, week]))
  return agents.map((agent) => ({
    ...agent,
    draft: draftOf.get(agent.agentId) ?? null,
    week: weekOf.get(agent.agentId) ?? { conversations: 0, completed: 0 },
  }))
}

/** One of them with its versions, newest first. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function describeAgent(
  ports: Ports,
  scope: Scope,
  place: AgentPlace,
): Promise<AgentState & { history: Omit<AgentVersion, 'document'>[]; formId: number | null }> {
  const { store, clock } = ports
  const { tenantId } = place
  const agent = await requireAgent(ports, scope, place)
  const { agentId } = agent
  const [draft, counts, versions, form] = await Promise.all([
    store.drafts.getDraft(scope, tenantId, agentId),
    store.agents.countConversations(scope, tenantId, clock.now() - weekMs),
    store.agents.listVersions(scope, tenantId, agentId),
    agent.kind === 'form' ? store.forms.findFormByAgent(scope, tenantId, agentId) : null,
  ])
  const { conversations = 0, completed = 0 } = counts.find((count) => count.agentId === agentId) ?? {}
  const week = { conversations, completed }
  return { ...agent, draft, week, history: versions.toReversed(), formId: form?.id ?? null }
}
