import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'

export type ActivatedVersion = { agentId: string; version: number; previousVersion: number | null }

/**
 * Makes a version the one that new conversations get; running ones keep theirs.
 * Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or version).
 */
export async function activateVersion(
  ports: Pick<AgentAdminPorts, 'store' | 'warmVersion'>,
  scope: Scope,
  { tenantId, agentId, version }: { tenantId: string; agentId: string; version: number },
): Promise<ActivatedVersion> {
  requireAgentId(agentId)
  const { agents, access } = ports.store
  await requireTenant(access, scope, tenantId)
  const wanted = await agents.getVersion(scope, tenantId, agentId, version)
  const previous = await agents.getVersion(scope, tenantId, agentId)
  if (!wanted || !(await agents.activate(scope, tenantId, agentId, version)))
    throw new AppError('NOT_FOUND', 'Agent version not found')
  ports.warmVersion(tenantId, wanted.agentId, version)
  return { agentId: wanted.agentId, version, previousVersion: previous?.version ?? null }
}
