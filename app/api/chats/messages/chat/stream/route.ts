import { explainChatStream } from '@/lib/dialects/chats/stream-how'
import { streamChatMessage } from '@/lib/dialects/chats/stream-message'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(streamChatMessage, explainChatStream)
