import type { ConsolePrincipal } from '@/lib/http/principal'
import { hasRole } from '@/lib/http/roles'

/** Whether sensitive answers are masked: analysts do not read them. */
export function isMaskedFor(principal: ConsolePrincipal): boolean {
  return principal.kind === 'person' && !hasRole(principal, 'editor')
}
