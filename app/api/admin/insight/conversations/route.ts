import { conversationSeriesRow } from '@/lib/dialects/console/insight/conversation-series'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(conversationSeriesRow)
