import { readOriginalRow } from '@/lib/dialects/console/knowledge/read-original'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readOriginalRow)
