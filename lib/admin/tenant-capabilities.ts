import type { Capabilities } from '@/lib/agents/lint/lint-needs'
import { tenant } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'

/** What the server has, with the tenant's own providers and knowledge bases. */
export async function tenantCapabilities(
  { store, capabilities }: Pick<AgentAdminPorts, 'store' | 'capabilities'>,
  tenantId: string,
): Promise<Capabilities> {
  const providers = await store.providers.listProviders(tenant(tenantId))
  const bases = await store.knowledge.listBases(tenant(tenantId), tenantId)
  return {
    ...capabilities,
    providers: [...capabilities.providers, ...providers.map(({ name }) => name)],
    knowledgeBases: bases.flatMap(({ id, name }) => [id, name]),
  }
}
