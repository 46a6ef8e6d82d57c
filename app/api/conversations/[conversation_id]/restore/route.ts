import { restoreChat } from '@/lib/dialects/native/conversation-restore'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(restoreChat)
