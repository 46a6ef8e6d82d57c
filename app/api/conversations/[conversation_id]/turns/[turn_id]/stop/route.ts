import { stopChatTurn } from '@/lib/dialects/native/stop-turn'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(stopChatTurn)
