import { deleteChatMessage } from '@/lib/dialects/chats/message-delete'
import { readChatMessage } from '@/lib/dialects/chats/message-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readChatMessage, deleteChatMessage)
