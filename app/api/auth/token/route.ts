import { authToken } from '@/lib/dialects/console/auth-token'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(authToken)
