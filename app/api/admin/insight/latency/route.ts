import { latencyRow } from '@/lib/dialects/console/insight/latency'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(latencyRow)
