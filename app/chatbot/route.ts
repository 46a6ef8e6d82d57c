import { createChatbotRow } from '@/lib/dialects/chatbots/create-chatbot'
import { listChatbotsRow } from '@/lib/dialects/chatbots/list-chatbots'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChatbotsRow, createChatbotRow)
