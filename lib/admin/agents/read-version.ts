import type { AgentVersion } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { requireAgent } from './require-agent'

/** With its document. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or version). */
export async function readVersion(
  ports: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  { version, ...place }: AgentPlace & { version: number },
): Promise<AgentVersion> {
  const { agentId } = await requireAgent(ports, scope, place)
  const found = await ports.store.agents.getVersion(scope, place.tenantId, agentId, version)
  if (!found) throw new AppError('NOT_FOUND', 'Agent version not found')
  return found
}
