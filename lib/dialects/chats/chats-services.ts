import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { AccessStore } from '@/lib/domain/access-store'
import type { AgentStore } from '@/lib/domain/agent-store'

/** What this dialect needs beside the HTTP kit. */
export type ChatsServices = {
  conversations: ConversationPorts
  store: { access: Pick<AccessStore, 'getSetting'>; agents: Pick<AgentStore, 'listAgents'> }
}
