import { retryChatbotDocumentRow } from '@/lib/dialects/chatbots/documents'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(retryChatbotDocumentRow)
