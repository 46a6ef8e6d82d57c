import { requireAgentId } from '@/lib/admin/checked-ids'
import { isUuid } from '@/lib/agents/agent-id-from'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'

/** An agent's UUID, by itself or by its name; one whose agent is gone still names the conversations it had. Throws BAD_REQUEST, NOT_FOUND. */
export async function agentUuid(
  { store }: { store: Pick<Store, 'agents' | 'insight'> },
  scope: Scope,
  tenantId: string,
  agentId: string,
): Promise<string> {
  requireAgentId(agentId)
  const found = await store.agents.findAgent(scope, tenantId, agentId)
  if (found) return found.agentId
  const gone = { tenantId, agentId: agentId.toLowerCase(), hidesSensitive: false, limit: 1 }
  if (isUuid(agentId) && (await store.insight.searchConversations(scope, gone)).length > 0) return gone.agentId
  throw new AppError('NOT_FOUND', 'Agent not found')
}
