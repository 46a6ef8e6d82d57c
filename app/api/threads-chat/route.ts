// What proxy.ts sends here: `POST /chat`, whose path is also a page.
import { sendThreadMessage } from '@/lib/dialects/threads/chat-send'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(sendThreadMessage)
