import { createThread } from '@/lib/dialects/threads/thread-create'
import { listThreads } from '@/lib/dialects/threads/thread-list'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createThread, listThreads)
