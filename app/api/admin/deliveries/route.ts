import { listDeliveriesRow } from '@/lib/dialects/console/forms/deliveries'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listDeliveriesRow)
