import { listVersionsRow } from '@/lib/dialects/console/list-versions'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listVersionsRow)
