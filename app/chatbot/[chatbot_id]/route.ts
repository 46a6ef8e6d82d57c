import { changeChatbotRow } from '@/lib/dialects/chatbots/change-chatbot'
import { deleteChatbotRow } from '@/lib/dialects/chatbots/delete-chatbot'
import { readChatbotRow } from '@/lib/dialects/chatbots/read-chatbot'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(
  readChatbotRow,
  changeChatbotRow,
  deleteChatbotRow,
)
