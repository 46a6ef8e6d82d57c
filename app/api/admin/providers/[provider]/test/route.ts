import { tryProviderRow } from '@/lib/dialects/console/access/providers'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(tryProviderRow)
