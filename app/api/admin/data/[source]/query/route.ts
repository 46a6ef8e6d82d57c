import { querySourceRow } from '@/lib/dialects/console/data/query-source'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(querySourceRow)
