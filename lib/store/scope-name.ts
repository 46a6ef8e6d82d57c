import type { Scope } from '@/lib/domain/scope'

/** Keeps settings and single-use values of tenants and of the platform apart. */
export function scopeName(scope: Scope): string {
  return scope.kind === 'platform' ? 'platform' : `tenant:${scope.tenantId}`
}
