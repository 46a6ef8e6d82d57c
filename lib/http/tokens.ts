import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Person } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import type { TokenPrincipal } from './principal'
import { remembered } from './remembered'
import { createSigningKeys } from './signing-keys'

/** One a use: a token for one is refused by the others. */
export type Audience = 'api' | 'chatbot' | 'visitor' | 'identity'

export type TokenSubject = {
  subject: string
  tenantId: string
  audience: Audience
  role?: Person['role']
  /** The sign-in it belongs to: the token is refused once that is revoked. */
  familyId?: string | null
}

/** A way into one session, for a place where the token itself should not be written. */
export type Ticket = {
  /** As the token that it was got with says; `expiresAt` too. */
  principal: TokenPrincipal
  sessionId: string
  /** For claiming it: a ticket is used once. */
  id: string
  /** Of the ticket, in milliseconds. */
  expiresAt: number
}

export type Tokens = {
  /** A signed JWT that is good for `ttlSeconds`. */
  issue(subject: TokenSubject, ttlSeconds: number): Promise<string>
  /** Throws UNAUTHORIZED where it is malformed, forged, expired, revoked or meant for another use. */
  verify(token: string, audience: Audience): Promise<TokenPrincipal>
  /** Throws UNAUTHORIZED where a token that was good has expired or was revoked since. */
  requireStillGood(principal: Pick<TokenPrincipal, 'expiresAt' | 'familyId'>): Promise<void>
  /** `expiresAt`: of the bearer's token, so that nobody stays longer by a ticket. */
  issueTicket(
    bearer: Pick<TokenPrincipal, 'subject' | 'tenantId' | 'role' | 'familyId' | 'expiresAt'> & { sessionId: string },
    ttlSeconds: number,
  ): Promise<string>
  /** Throws UNAUTHORIZED as `verify` does. */
  readTicket(token: string): Promise<Ticket>
}

const issuer = 'parley'

/** How long a revoked sign-in may still be accepted. */
const revocationMs = 2_000

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  tenant_id: z.string().min(1),
  role: z.enum(['owner', 'editor', 'analyst', 'user']).optional(),
  family_id: z.string().optional(),
})

const ticketClaims = claims.extend({ session_id: z.string().min(1), jti: z.string().min(1), bearer_exp: z.number() })

/**
 * `secret` is derived for tokens alone, and the keys from it; key, algorithm, issuer, audience and expiry are all checked.
 */
export function createTokens(ports: {
  secret: Uint8Array
  clock: Clock
  store: Pick<TokenStore, 'listSigningKeys' | 'revokedFamilies'>
}): Tokens {
  const { clock, store } = ports
  const keys = createSigningKeys(ports)
  const isRevoked = remembered({ clock, lifeMs: revocationMs, maxKeys: 10_000 }, async (familyId) =>
    (await store.revokedFamilies(platform, [familyId])).includes(familyId),
  )

  async function sign(
    audience: Audience | 'ticket',
    subject: string,
    said: Record<string, unknown>,
    ttlSeconds: number,
  ) {
    const now = Math.floor(clock.now() / 1000)
    const { id, key } = await keys.current()
    return new SignJWT(said)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', ...(id === null ? {} : { kid: id }) })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + ttlSeconds)
      .sign(key)
  }

  /** A database that does not answer is no wrong token: its failure passes. */
  async function read<T>(token: string, audience: Audience | 'ticket', schema: z.ZodType<T>): Promise<T> {
    const key = await keys.find(keyIdOf(token))
    if (!key) throw refusal()
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer,
        audience,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: new Date(clock.now()),
      })
      return schema.parse(payload)
    } catch (cause) {
      throw refusal(cause)
    }
  }

  const tokens: Tokens = {
    issue: ({ subject, tenantId, audience, role, familyId }, ttlSeconds) =>
      sign(audience, subject, saidOf({ tenantId, role, familyId }), ttlSeconds),

    async verify(token, audience) {
      const principal = principalOf(await read(token, audience, claims))
      if (audience === 'api') await tokens.requireStillGood(principal)
      return principal
    },

    async requireStillGood({ expiresAt, familyId }) {
      if (clock.now() >= expiresAt || (familyId !== null && (await isRevoked(familyId)))) throw refusal()
    },

    issueTicket: ({ subject, tenantId, role, familyId, sessionId, expiresAt }, ttlSeconds) =>
      sign(
        'ticket',
        subject,
        {
          ...saidOf({ tenantId, role, familyId }),
          ...{ session_id: sessionId, jti: randomUUID(), bearer_exp: Math.floor(expiresAt / 1000) },
        },
        ttlSeconds,
      ),

    async readTicket(token) {
      const said = await read(token, 'ticket', ticketClaims)
      const principal = { ...principalOf(said), expiresAt: said.bearer_exp * 1000 }
      await tokens.requireStillGood(principal)
      return { principal, sessionId: said.session_id, id: said.jti, expiresAt: said.exp * 1000 }
    },
  }
  return tokens
}

function saidOf({
  tenantId,
  role,
  familyId,
}: {
  tenantId: string
  role?: Person['role'] | null | undefined
  familyId?: string | null | undefined
}): Record<string, string> {
  return { tenant_id: tenantId, ...(role ? { role } : {}), ...(familyId ? { family_id: familyId } : {}) }
}

function principalOf({ sub, tenant_id, role, exp, family_id }: z.output<typeof claims>): TokenPrincipal {
  return {
    ...{ kind: 'token', subject: sub, tenantId: tenant_id, role: role ?? null },
    ...{ expiresAt: exp * 1000, familyId: family_id ?? null },
  }
}

function keyIdOf(token: string): string | null {
  try {
    return z.string().nullish().parse(decodeProtectedHeader(token).kid) ?? null
  } catch (cause) {
    throw refusal(cause)
  }
}

function refusal(cause?: unknown): AppError {
  return new AppError('UNAUTHORIZED', 'Invalid or expired token', { cause })
}
