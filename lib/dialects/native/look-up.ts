import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { VisitorPrincipal } from '@/lib/http/principal'

/** Does what needs an id from outside to name something; who guesses many is told to wait. */
export function lookUp<T>(
  { request, principal }: { request: Pick<Incoming, 'client'>; principal: VisitorPrincipal },
  { limits }: Pick<HttpServices, 'limits'>,
  find: () => Promise<T>,
): Promise<T> {
  return limits.lookUp({ viewer: principal.viewer, client: request.client }, find)
}
