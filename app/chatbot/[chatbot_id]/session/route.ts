import { openSessionRow } from '@/lib/dialects/chatbots/session-open'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(openSessionRow)
