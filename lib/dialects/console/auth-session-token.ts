import { issueSessionToken, type TokenPorts } from '@/lib/admin/issue-token'
import { cookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { issuedToken, issuedTokenBody } from './issued-token'

export type AuthSessionTokenServices = Pick<HttpServices, 'tokens' | 'refreshTokens' | 'clock'> & {
  store: { tokens: TokenPorts['families'] }
}

/** `POST /api/auth/session-token`: with which our own page speaks contract 4 for the person who signed in. */
export const authSessionToken = endpoint({
  method: 'POST',
  path: '/api/auth/session-token',
  isUnaudited: true,
  dialect: consoleDialect,
  summary: 'Get an access token for the person who is signed in',
  description: 'For pages of this server alone. It is not refreshed: ask for the next one in the same way.',
  auth: cookie(),
  responses: { 200: issuedTokenBody },
  errors: [],
  async handler({ principal, reply }, { store, tokens, refreshTokens, clock }: AuthSessionTokenServices) {
    const { personId, tenantId, role } = principal
    const ports = { families: store.tokens, tokens, refreshTokens, clock }
    return reply(200, issuedToken(await issueSessionToken(ports, { subject: `person:${personId}`, tenantId, role })))
  },
})
