import { sayInChat } from '@/lib/dialects/native/send-message'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(sayInChat)
