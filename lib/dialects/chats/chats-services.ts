import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { AccessStore, AgentStore } from '@/lib/domain/store'

/** What this dialect needs beside the HTTP kit. */
export type ChatsServices = {
  conversations: ConversationPorts
  store: { access: Pick<AccessStore, 'getSetting'>; agents: Pick<AgentStore, 'listAgents'> }
}
