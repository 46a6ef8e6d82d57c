import { z } from 'zod'
import { issueToken, type TokenPorts, type TokenRequest } from '@/lib/admin/issue-token'
import { AppError } from '@/lib/domain/errors'
import { addressKey } from '@/lib/http/address-key'
import { hmacOrNone } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import type { Incoming } from '@/lib/http/incoming'
import type { Anonymous, KeyPrincipal } from '@/lib/http/principal'
import { text } from '@/lib/http/text-schema'

export type AuthTokenServices = Pick<HttpServices, 'tokens' | 'limiters'> & {
  store: { access: TokenPorts['access'] }
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
  dialect: consoleDialect,
  summary: 'Get an access token',
  description:
    'With email and password, or, signed with an API key, for a user of your own. The platform key may name the tenant.',
  auth: hmacOrNone('either'),
  body: z.union([login, externalUser]),
  responses: {
    200: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() }),
  },
  errors: ['UNAUTHORIZED', 'NOT_FOUND', 'RATE_LIMITED'],
  async handler({ body, principal, request, reply }, services: AuthTokenServices) {
    const { accessToken, expiresInSeconds } = await issueToken(
      {
        access: services.store.access,
        tokens: services.tokens,
        attempts: services.limiters.login,
        defaultTenantId: services.defaultTenantId,
      },
      tokenRequest(body, principal, request),
    )
    return reply(200, { access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds })
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
