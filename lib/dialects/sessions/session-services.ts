import type { ConversationPorts } from '@/lib/conversations/conversation-ports'

/** What this dialect needs beside the HTTP kit. */
export type SessionServices = { conversations: ConversationPorts }
