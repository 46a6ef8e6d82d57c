import { removeMemberRow } from '@/lib/dialects/chatbots/members'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(removeMemberRow)
