import type { AgentVersion } from '@/lib/domain/agent'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgent } from './agents/require-agent'

/** The versions of one agent, without their documents. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function listVersions(
  ports: Pick<AgentAdminPorts, 'store'>,
  scope: Scope,
  { tenantId, agentId }: { tenantId: string; agentId: string },
): Promise<Omit<AgentVersion, 'document'>[]> {
  await requireAgent(ports, scope, { tenantId, agentId })
  return ports.store.agents.listVersions(scope, tenantId, agentId)
}
