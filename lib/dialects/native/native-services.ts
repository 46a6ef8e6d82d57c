import type { AgentAdminPorts } from '@/lib/admin/agent-admin-ports'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { AgentStore } from '@/lib/domain/agent-store'
import type { FormStore } from '@/lib/domain/form-store'

/** What this dialect needs beside the HTTP kit. */
export type NativeServices = {
  conversations: ConversationPorts
  agentAdmin: Pick<AgentAdminPorts, 'capabilities'>
  store: {
    agents: Pick<AgentStore, 'getSettings' | 'listAgents'>
    forms: Pick<FormStore, 'findForm' | 'findFormByAgent'>
  }
}
