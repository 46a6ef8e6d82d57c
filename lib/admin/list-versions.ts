import type { AgentVersion } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/store'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'

/** The versions of one agent, without their documents. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function listVersions(
  ports: Pick<AgentAdminPorts, 'store'>,
  scope: Scope,
  { tenantId, agentId }: { tenantId: string; agentId: string },
): Promise<Omit<AgentVersion, 'document'>[]> {
  requireAgentId(agentId)
  await requireTenant(ports.store.access, scope, tenantId)
  const versions = await ports.store.agents.listVersions(scope, tenantId, agentId)
  if (versions.length === 0) throw new AppError('NOT_FOUND', 'Agent not found')
  return versions
}
