import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { TokenPrincipal } from '@/lib/http/principal'
import type { CountedUse } from '@/lib/http/spend-limits'

/** Counts what one user may do only so often. Throws RATE_LIMITED, with the seconds to wait. */
export function countUse(
  {
    request,
    principal,
    what,
  }: { request: Pick<Incoming, 'headers' | 'client'>; principal: TokenPrincipal; what: CountedUse },
  { limits, exposureOf }: Pick<HttpServices, 'limits' | 'exposureOf'>,
): void {
  const { tenantId, subject } = principal
  limits.countUse(what, {
    key: `${tenantId}/${subject}`,
    exposure: exposureOf(request.headers),
    client: request.client,
  })
}
