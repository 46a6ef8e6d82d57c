import { tenant } from '@/lib/domain/scope'
import type { ChatsServices } from './chats-services'
import { fieldError } from './session-body'

/** A tenant's setting: id or name of the agent that answers where a client names none. */
const landingAgent = 'landing_agent'

/** Throws VALIDATION_FAILED where neither the client nor the tenant names an agent, and there are several. */
export async function agentFor(
  tenantId: string,
  named: string | null,
  { store }: Pick<ChatsServices, 'store'>,
): Promise<string> {
  const chosen = named ?? (await store.access.getSetting(tenant(tenantId), landingAgent))
  if (chosen !== null) return chosen
  const usable = (await store.agents.listAgents(tenant(tenantId), tenantId)).filter((agent) => agent.activeVersion)
  const [only] = usable
  if (only && usable.length === 1) return only.agentId
  throw fieldError('agent_id', 'No agent is set to answer here: name one.')
}
