import { AppError } from '@/lib/domain/errors'
import { type AccessStore, type Person, platform } from '@/lib/domain/store'
import { type SignInPorts, signIn } from './sign-in'

export type TokenPorts = Pick<SignInPorts, 'attempts'> & {
  access: SignInPorts['access'] & Pick<AccessStore, 'getTenant'>
  tokens: {
    issue(
      subject: { subject: string; tenantId: string; audience: 'api' | 'identity'; role: Person['role'] },
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

export type IssuedToken = { accessToken: string; expiresInSeconds: number }

const expiresInSeconds = 3_600

/**
 * An access token for the APIs that take one. Throws UNAUTHORIZED (the same, after the same time, for an unknown email and
 * a wrong password), RATE_LIMITED after too many failures, NOT_FOUND for a tenant that the issuer may not speak for.
 */
export async function issueToken(ports: TokenPorts, request: TokenRequest): Promise<IssuedToken> {
  const subject = request.kind === 'person' ? await logIn(ports, request) : await vouchFor(ports, request)
  const audience = request.kind === 'person' ? 'api' : request.audience
  const accessToken = await ports.tokens.issue({ ...subject, audience }, expiresInSeconds)
  return { accessToken, expiresInSeconds }
}

async function logIn(ports: TokenPorts, request: TokenRequest & { kind: 'person' }) {
  const { id, tenantId, role } = await signIn(ports, request)
  return { subject: `person:${id}`, tenantId, role }
}

async function vouchFor(ports: TokenPorts, request: TokenRequest & { kind: 'external-user' }) {
  const { issuer, externalUserId } = request
  const own = issuer.kind === 'tenant' ? issuer.tenantId : null
  const tenantId = request.tenantId ?? own ?? ports.defaultTenantId
  if ((own !== null && tenantId !== own) || !(await ports.access.getTenant(platform, tenantId)))
    throw new AppError('NOT_FOUND', 'Tenant not found')
  return { subject: `external:${externalUserId}`, tenantId, role: 'user' as const }
}
