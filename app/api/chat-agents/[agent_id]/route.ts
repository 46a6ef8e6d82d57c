import { readChatAgent } from '@/lib/dialects/native/agent-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readChatAgent)
