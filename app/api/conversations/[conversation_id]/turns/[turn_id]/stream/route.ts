import { followChatTurn } from '@/lib/dialects/native/stream-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(followChatTurn)
