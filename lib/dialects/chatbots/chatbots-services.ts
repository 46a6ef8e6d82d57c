import type { ChatbotPorts } from '@/lib/admin/chatbots/chatbot-ports'
import type { LiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'

/** What this dialect needs beside the HTTP kit. */
export type ChatbotsServices = {
  chatbots: ChatbotPorts
  conversations: ConversationPorts
  liveSessions: LiveSessions
}
