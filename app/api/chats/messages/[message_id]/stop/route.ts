import { stopChatAnswer } from '@/lib/dialects/chats/stop-answer'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(stopChatAnswer)
