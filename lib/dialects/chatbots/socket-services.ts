import type { LiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import type { HttpServices } from '@/lib/http/http-services'

/** What the sockets need of the process. */
export type SocketServices = Pick<HttpServices, 'clock' | 'log' | 'tokens' | 'exposureOf' | 'limits' | 'spending'> & {
  conversations: ConversationPorts
  liveSessions: LiveSessions
  store: HttpServices['store'] & { chatbots: Pick<ChatbotStore, 'findSession' | 'findChatbot' | 'keepSessions'> }
  /** Milliseconds that a session waits for its user. */
  sessionResumeMs: number
}
