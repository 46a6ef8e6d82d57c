import { agentIdPattern } from '@/lib/agents/agent-config'
import { isUuid } from '@/lib/agents/agent-id-from'
import type { AccessStore } from '@/lib/domain/access-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'

/** Throws BAD_REQUEST where an id is malformed, NOT_FOUND where this scope knows no such tenant. */
export async function requireTenant(
  access: Pick<AccessStore, 'getTenant'>,
  scope: Scope,
  tenantId: string,
): Promise<void> {
  if (!isUuid(tenantId)) throw new AppError('BAD_REQUEST', 'tenant_id must be a UUID')
  if (!(await access.getTenant(scope, tenantId))) throw new AppError('NOT_FOUND', 'Tenant not found')
}

/** Throws BAD_REQUEST where an agent id is neither a UUID nor a name. */
export function requireAgentId(agentId: string): void {
  if (!agentIdPattern.test(agentId))
    throw new AppError('BAD_REQUEST', 'agent_id must be a UUID, or consist of letters, digits, "_" and "-"')
}
