import { listChatTurns } from '@/lib/dialects/native/turns-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChatTurns)
