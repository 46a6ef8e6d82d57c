import { readReadiness } from '@/lib/dialects/console/read-readiness'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readReadiness)
