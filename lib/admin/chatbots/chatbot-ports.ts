import type { AgentAdminPorts } from '@/lib/admin/agent-admin-ports'
import type { KnowledgeAdminPorts } from '@/lib/admin/knowledge/knowledge-admin-ports'
import type { Person } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import type { Store } from '@/lib/domain/store'

/** What the use cases on chatbots need of the outside. */
export type ChatbotPorts = {
  store: Pick<Store, 'access' | 'agents' | 'chatbots' | 'knowledge'>
  clock: Clock
  agentAdmin: AgentAdminPorts
  knowledgeAdmin: KnowledgeAdminPorts
}

/** Who asks, as a token says it. */
export type ChatbotUser = { subject: string; tenantId: string; role: Person['role'] | null }
