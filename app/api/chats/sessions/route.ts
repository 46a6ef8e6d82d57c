import { createChatSession } from '@/lib/dialects/chats/session-create'
import { listChatSessions } from '@/lib/dialects/chats/session-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createChatSession, listChatSessions)
