import { listPassagesRow } from '@/lib/dialects/console/knowledge/list-passages'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listPassagesRow)
