import { authRevoke } from '@/lib/dialects/console/auth-revoke'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(authRevoke)
