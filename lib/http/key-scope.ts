import { AppError } from '@/lib/domain/errors'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { ConsolePrincipal, KeyPrincipal } from './principal'

/** What a key or a person opens: the platform's every tenant's, a tenant's its own. Another's is unknown, not forbidden. */
export function scopeOf(principal: ConsolePrincipal): Scope {
  return principal.kind === 'platform' ? platform : tenant(principal.tenantId)
}

/** Throws NOT_FOUND where a tenant's key asks for another tenant's agent. */
export function scopeFor(principal: KeyPrincipal, tenantId: string): Scope {
  if (principal.kind === 'tenant' && principal.tenantId !== tenantId.toLowerCase())
    throw new AppError('NOT_FOUND', 'Agent not found')
  return tenant(tenantId.toLowerCase())
}
