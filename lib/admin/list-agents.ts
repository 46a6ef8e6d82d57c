import type { AgentSummary } from '@/lib/domain/agent'
import type { Scope } from '@/lib/domain/store'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireTenant } from './checked-ids'

/** A tenant's agents. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant). */
export async function listAgents(
  ports: Pick<AgentAdminPorts, 'store'>,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<AgentSummary[]> {
  await requireTenant(ports.store.access, scope, tenantId)
  return ports.store.agents.listAgents(scope, tenantId)
}
