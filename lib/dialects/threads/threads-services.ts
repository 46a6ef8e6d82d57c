import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { AccessStore } from '@/lib/domain/access-store'

/** What this dialect needs beside the HTTP kit. */
export type ThreadsServices = {
  conversations: ConversationPorts
  store: { access: Pick<AccessStore, 'getSetting'> }
  /** Milliseconds that an answer may take, waiting included (AGENT_TIMEOUT_SECONDS). */
  agentTimeoutMs: number
}
