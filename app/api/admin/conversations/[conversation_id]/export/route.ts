import { exportConversationRow } from '@/lib/dialects/console/conversations/export-conversation'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(exportConversationRow)
