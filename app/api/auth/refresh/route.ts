import { authRefresh } from '@/lib/dialects/console/auth-refresh'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(authRefresh)
