import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import type { ConsolePrincipal } from './principal'

/** `?tenant_id=`: a tenant's key and a person speak for their own, the platform's key names one. */
export const tenantQuery = z.object({
  tenant_id: z.guid().optional().meta({ description: "Needed with the platform's key; otherwise the caller's own" }),
})

/** Throws BAD_REQUEST where the platform's key names no tenant. Another tenant's id finds nothing in the caller's scope. */
export function tenantOf(principal: ConsolePrincipal, query: z.output<typeof tenantQuery>): string {
  if (query.tenant_id) return query.tenant_id.toLowerCase()
  if (principal.kind !== 'platform') return principal.tenantId
  throw new AppError('BAD_REQUEST', 'tenant_id is required with the platform key')
}
