import { collectRow } from '@/lib/dialects/forms/collect'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(collectRow)
