import { deleteChatSession } from '@/lib/dialects/chats/session-delete'
import { readChatSession } from '@/lib/dialects/chats/session-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readChatSession, deleteChatSession)
