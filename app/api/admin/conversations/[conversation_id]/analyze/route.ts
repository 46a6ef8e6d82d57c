import { analyzeConversationRow } from '@/lib/dialects/console/conversations/analyze-conversation'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(analyzeConversationRow)
