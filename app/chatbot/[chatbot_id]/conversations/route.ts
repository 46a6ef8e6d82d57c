import { listChatbotConversationsRow } from '@/lib/dialects/chatbots/conversations'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChatbotConversationsRow)
