import { listAuditRow } from '@/lib/dialects/console/access/audit'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listAuditRow)
