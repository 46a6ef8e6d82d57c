import { startChat } from '@/lib/dialects/native/conversation-start'
import { listChats } from '@/lib/dialects/native/conversations-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listChats, startChat)
