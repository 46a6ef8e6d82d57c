import type { AccessStore } from '@/lib/domain/access-store'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import { type Bearer, beginFamily, type FamilyPorts } from './begin-family'
import { type SignInPorts, signIn } from './sign-in'

export type TokenPorts = Pick<SignInPorts, 'attempts'> &
  FamilyPorts & {
    access: SignInPorts['access'] & Pick<AccessStore, 'getTenant'>
    families: SignInPorts['failures']
    tokens: {
      issue(
        subject: Bearer & { audience: 'api' | 'identity'; familyId: string | null },
        ttlSeconds: number,
      ): Promise<string>
    }
    /** Whose a user is where the platform names no tenant. */
    defaultTenantId: string
  }

/** A person with a password, or a backend that vouches for a user of its own. */
export type TokenRequest =
  | { kind: 'person'; email: string; password: string; client: string }
  | {
      kind: 'external-user'
      issuer: { kind: 'platform' } | { kind: 'tenant'; tenantId: string }
      externalUserId: string
      tenantId: string | null
      /** `identity`: for a page to say who its user is, and for nothing else. */
      audience: 'api' | 'identity'
    }

export type IssuedToken = {
  accessToken: string
  expiresInSeconds: number
  /** Null where the token is not renewed but got anew. */
  refresh: { token: string; expiresInSeconds: number } | null
}

export const accessLifeSeconds = 3_600
export const refreshLifeSeconds = 30 * 24 * 60 * 60

/**
 * An access token for the APIs that take one. Throws UNAUTHORIZED (the same, after the same time, for an unknown email and
 * a wrong password), RATE_LIMITED after too many failures, NOT_FOUND for a tenant that the issuer may not speak for.
 */
export async function issueToken(ports: TokenPorts, request: TokenRequest): Promise<IssuedToken> {
  const bearer = request.kind === 'person' ? await logIn(ports, request) : await vouchFor(ports, request)
  const audience = request.kind === 'person' ? 'api' : request.audience
  const family = audience === 'api' ? await beginFamily(ports, bearer, refreshLifeSeconds) : null
  const accessToken = await ports.tokens.issue({ ...bearer, audience, familyId: family?.id ?? null }, accessLifeSeconds)
  const refresh = family && { token: family.refreshToken, expiresInSeconds: refreshLifeSeconds }
  return { accessToken, expiresInSeconds: accessLifeSeconds, refresh }
}

/**
 * An access token for somebody who has shown already who they are, to be got anew in the same way. Revoked with the
 * person's other tokens.
 */
export async function issueSessionToken(
  ports: FamilyPorts & Pick<TokenPorts, 'tokens'>,
  bearer: Bearer,
): Promise<IssuedToken> {
  const { id: familyId } = await beginFamily(ports, bearer, accessLifeSeconds)
  const accessToken = await ports.tokens.issue({ ...bearer, audience: 'api', familyId }, accessLifeSeconds)
  return { accessToken, expiresInSeconds: accessLifeSeconds, refresh: null }
}

async function logIn(ports: TokenPorts, request: TokenRequest & { kind: 'person' }): Promise<Bearer> {
  const { id, tenantId, role } = await signIn({ ...ports, failures: ports.families }, request)
  return { subject: `person:${id}`, tenantId, role }
}

async function vouchFor(ports: TokenPorts, request: TokenRequest & { kind: 'external-user' }): Promise<Bearer> {
  const { issuer, externalUserId } = request
  const own = issuer.kind === 'tenant' ? issuer.tenantId : null
  const tenantId = request.tenantId ?? own ?? ports.defaultTenantId
  if ((own !== null && tenantId !== own) || !(await ports.access.getTenant(platform, tenantId)))
    throw new AppError('NOT_FOUND', 'Tenant not found')
  return { subject: `external:${externalUserId}`, tenantId, role: 'user' }
}
