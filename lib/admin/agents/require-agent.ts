import { requireAgentId, requireTenant } from '@/lib/admin/checked-ids'
import type { AgentSummary } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { AgentPlace } from './agent-edit-ports'

/** By UUID or name. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function requireAgent(
  { store }: { store: Pick<Store, 'agents' | 'access'> },
  scope: Scope,
  { tenantId, agentId }: AgentPlace,
): Promise<AgentSummary> {
  requireAgentId(agentId)
  await requireTenant(store.access, scope, tenantId)
  const agent = await store.agents.findAgent(scope, tenantId, agentId)
  if (!agent) throw new AppError('NOT_FOUND', 'Agent not found')
  return agent
}
