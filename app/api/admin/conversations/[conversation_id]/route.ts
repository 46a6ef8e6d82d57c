import { readConversationRow } from '@/lib/dialects/console/conversations/read-conversation'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readConversationRow)
