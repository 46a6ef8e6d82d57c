import { closeSessionRow } from '@/lib/dialects/chatbots/session-close'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(closeSessionRow)
