import { readCallbackRow } from '@/lib/dialects/console/forms/callback'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readCallbackRow)
