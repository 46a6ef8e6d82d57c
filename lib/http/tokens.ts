import { createSecretKey } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Person } from '@/lib/domain/store'
import type { TokenPrincipal } from './principal'

/** One a use: a token for one is refused by the others. */
export type Audience = 'api' | 'chatbot' | 'visitor' | 'identity'

export type TokenSubject = { subject: string; tenantId: string; audience: Audience; role?: Person['role'] }

export type Tokens = {
  /** A signed JWT that is good for `ttlSeconds`. */
  issue(subject: TokenSubject, ttlSeconds: number): Promise<string>
  /** Throws UNAUTHORIZED where it is malformed, forged, expired or meant for another use. */
  verify(token: string, audience: Audience): Promise<TokenPrincipal>
}

const issuer = 'parley'

const claims = z.object({
  sub: z.string().min(1),
  tenant_id: z.string().min(1),
  role: z.enum(['owner', 'editor', 'analyst', 'user']).optional(),
})

/** `secret` is derived for tokens alone; algorithm, issuer, audience and expiry are all checked. */
export function createTokens({ secret, clock }: { secret: Uint8Array; clock: Clock }): Tokens {
  const key = createSecretKey(secret)
  return {
    issue({ subject, tenantId, audience, role }, ttlSeconds) {
      const now = Math.floor(clock.now() / 1000)
      return new SignJWT({ tenant_id: tenantId, ...(role ? { role } : {}) })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .sign(key)
    },

    async verify(token, audience) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience,
          requiredClaims: ['sub', 'exp', 'iat'],
          currentDate: new Date(clock.now()),
        })
        const { sub, tenant_id, role } = claims.parse(payload)
        return { kind: 'token', subject: sub, tenantId: tenant_id, role: role ?? null }
      } catch (cause) {
        throw new AppError('UNAUTHORIZED', 'Invalid or expired token', { cause })
      }
    },
  }
}
