import { deleteThread } from '@/lib/dialects/threads/thread-delete'
import { readThread } from '@/lib/dialects/threads/thread-read'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readThread, deleteThread)
