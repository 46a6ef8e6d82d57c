import { authSessionToken } from '@/lib/dialects/console/auth-session-token'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(authSessionToken)
