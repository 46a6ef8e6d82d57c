import type { HttpDialect } from './http-dialect'

const answerHeaders: Record<HttpDialect['cors'], Readonly<Record<string, string>>> = {
  none: {},
  // No credentials: no cookie carries authority on a visitor's API.
  public: {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-request-id, retry-after, x-total-count',
  },
}

/** Sets what a browser on another origin needs in order to read the answer. */
export function addCorsHeaders(headers: Headers, policy: HttpDialect['cors']): void {
  for (const [name, value] of Object.entries(answerHeaders[policy])) headers.set(name, value)
}

/** The answer to OPTIONS: what the path allows, and to whom. */
export function optionsResponse(policy: HttpDialect['cors'], allow: string): Response {
  const preflight = {
    'access-control-allow-methods': allow,
    'access-control-allow-headers': 'content-type, authorization, idempotency-key, last-event-id, x-parley-visitor',
    'access-control-max-age': '7200',
  }
  return new Response(null, { status: 204, headers: { allow, ...(policy === 'public' ? preflight : {}) } })
}
