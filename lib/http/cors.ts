import type { HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'

const exposed = 'x-request-id, retry-after, x-total-count, x-parley-visitor'

/**
 * Sets what a browser on another origin needs in order to read the answer. In guarded exposure the pages that an agent of
 * the tenant is offered on may, in open anybody on a public API and nobody on a listed one. Never with credentials: no cookie carries authority there.
 */
export async function addCorsHeaders(
  answer: Headers,
  request: Headers,
  policy: HttpDialect['cors'],
  services: Pick<HttpServices, 'exposureOf' | 'tenantOf' | 'originsOf'>,
): Promise<void> {
  if (policy === 'none') return
  if (services.exposureOf(request) === 'open') {
    if (policy === 'public') allow(answer, '*')
    return
  }
  answer.append('vary', 'Origin')
  const origin = request.get('origin')
  if (origin !== null && (await services.originsOf(await services.tenantOf(request))).includes(origin))
    allow(answer, origin)
}

function allow(answer: Headers, origin: string): void {
  answer.set('access-control-allow-origin', origin)
  answer.set('access-control-expose-headers', exposed)
}

/** The answer to OPTIONS: what the path allows, and to whom. */
export function optionsResponse(policy: HttpDialect['cors'], allowed: string): Response {
  const preflight = {
    'access-control-allow-methods': allowed,
    'access-control-allow-headers':
      'content-type, authorization, idempotency-key, last-event-id, x-parley-visitor, x-parley-identity',
    'access-control-max-age': '7200',
  }
  return new Response(null, { status: 204, headers: { allow: allowed, ...(policy === 'none' ? {} : preflight) } })
}
