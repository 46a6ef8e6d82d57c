import { addTenantRow, listTenantsRow } from '@/lib/dialects/console/access/tenants'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(addTenantRow, listTenantsRow)
