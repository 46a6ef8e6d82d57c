import { z } from 'zod'
import { type RefreshPorts, refreshToken } from '@/lib/admin/refresh-token'
import { noAuth } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { tokensDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { text } from '@/lib/http/text-schema'
import { issuedToken, issuedTokenBody } from './issued-token'

export type AuthRefreshServices = Pick<HttpServices, 'tokens' | 'refreshTokens' | 'clock'> & {
  store: { access: RefreshPorts['access']; tokens: RefreshPorts['families'] }
}

/** `POST /api/auth/refresh`. */
export const authRefresh = endpoint({
  method: 'POST',
  path: '/api/auth/refresh',
  dialect: tokensDialect,
  summary: 'Renew an access token',
  description:
    'Uses the refresh token up and answers with the next one. One that is used a second time ends the whole sign-in, unless that happens within 30 seconds.',
  auth: noAuth,
  body: z.object({ refresh_token: text(1, 500) }),
  responses: { 200: issuedTokenBody },
  errors: ['UNAUTHORIZED'],
  async handler({ body, reply }, { store, tokens, refreshTokens, clock }: AuthRefreshServices) {
    const ports = { access: store.access, families: store.tokens, tokens, refreshTokens, clock }
    return reply(200, issuedToken(await refreshToken(ports, body.refresh_token)))
  },
})
