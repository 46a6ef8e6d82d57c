import { readRoot } from '@/lib/dialects/threads/read-health'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readRoot)
