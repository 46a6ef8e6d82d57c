import { searchBaseRow } from '@/lib/dialects/console/knowledge/search-base'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(searchBaseRow)
