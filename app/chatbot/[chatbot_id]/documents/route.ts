import { addChatbotDocumentsRow } from '@/lib/dialects/chatbots/add-documents'
import { listChatbotDocumentsRow } from '@/lib/dialects/chatbots/documents'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(
  listChatbotDocumentsRow,
  addChatbotDocumentsRow,
)
