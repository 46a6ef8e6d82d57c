import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'

export function inScope(scope: Scope, tenantId: string): boolean {
  return scope.kind === 'platform' || scope.tenantId === tenantId
}

/** What is written for another tenant than the scope's is refused. Throws NOT_FOUND, as for a tenant that does not exist. */
export function requireScope(scope: Scope, tenantId: string): void {
  if (!inScope(scope, tenantId)) throw new AppError('NOT_FOUND', 'Tenant not found')
}
