import type { AgentSettings } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'

type Ports = Pick<AgentAdminPorts, 'store'>
type Place = { tenantId: string; agentId: string }

/** Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function readAgentSettings(
  { store }: Ports,
  scope: Scope,
  { tenantId, agentId }: Place,
): Promise<AgentSettings> {
  requireAgentId(agentId)
  await requireTenant(store.access, scope, tenantId)
  const settings = await store.agents.getSettings(scope, tenantId, agentId)
  if (!settings) throw new AppError('NOT_FOUND', 'Agent not found')
  return settings
}

/** Running servers see the change within seconds. Throws as reading them does. */
export async function changeAgentSettings(
  ports: Ports,
  scope: Scope,
  { tenantId, agentId }: Place,
  change: Partial<AgentSettings>,
): Promise<AgentSettings> {
  const before = await readAgentSettings(ports, scope, { tenantId, agentId })
  const settings = { ...before, ...change }
  await ports.store.agents.setSettings(scope, tenantId, agentId, settings)
  return settings
}
