import { sendChatMessage } from '@/lib/dialects/chats/send-message'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(sendChatMessage)
