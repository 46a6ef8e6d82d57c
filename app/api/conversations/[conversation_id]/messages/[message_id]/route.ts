import { hideChatMessage } from '@/lib/dialects/native/message-hide'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(hideChatMessage)
