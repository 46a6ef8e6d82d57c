import { listConversationsRow } from '@/lib/dialects/console/conversations/list-conversations'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listConversationsRow)
