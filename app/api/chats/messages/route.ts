import { createChatMessage } from '@/lib/dialects/chats/message-create'
import { listChatMessages } from '@/lib/dialects/chats/message-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChatMessages, createChatMessage)
