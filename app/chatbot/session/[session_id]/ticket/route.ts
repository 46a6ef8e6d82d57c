import { issueTicketRow } from '@/lib/dialects/chatbots/ticket'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(issueTicketRow)
