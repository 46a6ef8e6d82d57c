import type { Capabilities } from '@/lib/agents/lint/lint-needs'
import type { Clock } from '@/lib/domain/clock'
import type { Store } from '@/lib/domain/store'

/** What the use cases on agents need of the outside. */
export type AgentAdminPorts = {
  store: Pick<Store, 'agents' | 'access' | 'providers' | 'knowledge' | 'forms'>
  clock: Clock
  capabilities: Capabilities
  /** Told of each version that is saved or activated; answers at once. */
  warmVersion(tenantId: string, agentId: string, version: number): void
}
