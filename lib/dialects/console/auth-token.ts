import { z } from 'zod'
import { issueToken, type TokenPorts, type TokenRequest } from '@/lib/admin/issue-token'
import { AppError } from '@/lib/domain/errors'
import { addressKey } from '@/lib/http/address-key'
import { hmacOrNone } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { tokensDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { Anonymous, KeyPrincipal } from '@/lib/http/principal'
import { text } from '@/lib/http/text-schema'
import { issuedToken, issuedTokenBody } from './issued-token'

export type AuthTokenServices = Pick<HttpServices, 'tokens' | 'refreshTokens' | 'limiters' | 'clock'> & {
  store: { access: TokenPorts['access']; tokens: TokenPorts['families'] }
  defaultTenantId: string
}

const login = z.object({ email: text(1, 320), password: text(1, 1000) })
const externalUser = z.object({
  external_user_id: text(1, 255),
  tenant_id: z.string().optional(),
  audience: z
    .enum(['api', 'identity'])
    .optional()
    .meta({ description: '`identity`: for X-Parley-Identity, with which a page says who its user is to a data agent' }),
})

/** `POST /api/auth/token`: the bearer tokens of contracts 2 and 4. */
export const authToken = endpoint({
  method: 'POST',
  path: '/api/auth/token',
  dialect: tokensDialect,
  summary: 'Get an access token',
  description:
    'With email and password, or, signed with an API key, for a user of your own. The platform key may name the tenant.',
  auth: hmacOrNone('either'),
  body: z.union([login, externalUser]),
  responses: { 200: issuedTokenBody },
  errors: ['UNAUTHORIZED', 'NOT_FOUND', 'RATE_LIMITED'],
  async handler({ body, principal, request, reply }, services: AuthTokenServices) {
    const { tokens, refreshTokens, clock, store, limiters, defaultTenantId } = services
    const stores = { access: store.access, families: store.tokens }
    const ports = { ...stores, tokens, refreshTokens, clock, attempts: limiters.login, defaultTenantId }
    return reply(200, issuedToken(await issueToken(ports, tokenRequest(body, principal, request))))
  },
})

function tokenRequest(
  body: z.output<typeof login> | z.output<typeof externalUser>,
  principal: KeyPrincipal | Anonymous,
  { client }: Incoming,
): TokenRequest {
  if ('email' in body) return { kind: 'person', email: body.email, password: body.password, client: addressKey(client) }
  if (principal.kind === 'anonymous')
    throw new AppError('UNAUTHORIZED', 'A token for external_user_id must be asked for with a signed request')
  return {
    kind: 'external-user',
    issuer: principal,
    externalUserId: body.external_user_id,
    tenantId: body.tenant_id ?? null,
    audience: body.audience ?? 'api',
  }
}
