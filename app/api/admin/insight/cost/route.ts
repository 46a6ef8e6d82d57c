import { costsRow } from '@/lib/dialects/console/insight/costs'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(costsRow)
