import { reattachChatStream } from '@/lib/dialects/chats/reattach'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(reattachChatStream)
