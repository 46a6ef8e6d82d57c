import { listThreadMessages } from '@/lib/dialects/threads/thread-messages'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listThreadMessages)
