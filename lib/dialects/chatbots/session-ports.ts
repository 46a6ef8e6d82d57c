import type { SessionPorts } from '@/lib/conversations/chatbots/open-session'
import type { ChatbotsServices } from './chatbots-services'

export function sessionPorts({ chatbots, conversations, liveSessions }: ChatbotsServices): SessionPorts {
  return { conversations, liveSessions, chatbots: chatbots.store.chatbots }
}
