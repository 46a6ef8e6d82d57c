import { hideChat } from '@/lib/dialects/native/conversation-hide'
import { readChat } from '@/lib/dialects/native/conversation-read'
import { renameChat } from '@/lib/dialects/native/conversation-rename'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(hideChat, readChat, renameChat)
