import { revokeKeyRow } from '@/lib/dialects/console/access/keys'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(revokeKeyRow)
