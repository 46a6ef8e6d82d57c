import { listChatAgents } from '@/lib/dialects/native/agents-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChatAgents)
