import { z } from 'zod'
import { type RevokePorts, revokeToken } from '@/lib/admin/revoke-token'
import { AppError } from '@/lib/domain/errors'
import { bearerOrNone } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { tokensDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { text } from '@/lib/http/text-schema'

export type AuthRevokeServices = Pick<HttpServices, 'refreshTokens' | 'clock'> & {
  store: { tokens: RevokePorts['families'] }
}

/** `POST /api/auth/revoke`. */
export const authRevoke = endpoint({
  method: 'POST',
  path: '/api/auth/revoke',
  dialect: tokensDialect,
  summary: 'Sign out: revoke tokens',
  description:
    'Of the refresh token, or without a body of the access token in the Authorization header. All that came of the same sign-in is refused within seconds.',
  auth: bearerOrNone('api'),
  body: z.object({ refresh_token: text(1, 500) }).optional(),
  responses: { 204: null },
  errors: ['UNAUTHORIZED', 'CONFLICT'],
  async handler({ body, principal, reply }, { store, refreshTokens, clock }: AuthRevokeServices) {
    const ports = { families: store.tokens, refreshTokens, clock }
    if (body) await revokeToken(ports, { refreshToken: body.refresh_token })
    else if (principal.kind === 'token') await revokeToken(ports, { familyId: principal.familyId })
    else throw new AppError('UNAUTHORIZED', 'Send a refresh_token, or the access token in the Authorization header')
    return reply(204)
  },
})
