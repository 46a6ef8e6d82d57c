import type { AccessStore, Person } from '@/lib/domain/access-store'
import type { Subject } from '@/lib/domain/chatbot'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { platform, tenant } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import { accessLifeSeconds, type IssuedToken, refreshLifeSeconds, type TokenPorts } from './issue-token'

export type RefreshPorts = {
  access: Pick<AccessStore, 'getPerson'>
  families: Pick<TokenStore, 'rotateFamily' | 'revokeFamily'>
  tokens: TokenPorts['tokens']
  refreshTokens: {
    read(token: string): { familyId: string; hash: string; next: { token: string; hash: string } } | null
  }
  clock: Clock
}

/** For an answer that was lost on its way, and for two windows that refresh at once. */
const graceMs = 30_000

/**
 * A new access token, and the refresh token that follows the one given, which is used up. Whoever it is for is looked at
 * anew: the role is today's. Throws UNAUTHORIZED where the token is not in force, or its person is gone; one that was used
 * up before revokes all that came of the same sign-in.
 */
export async function refreshToken(ports: RefreshPorts, token: string): Promise<IssuedToken> {
  const { families, refreshTokens, tokens, clock } = ports
  const said = refreshTokens.read(token)
  if (!said) throw refused()
  const at = clock.now()
  const { familyId, hash: fromHash, next } = said
  const times = { at, graceMs, expiresAt: at + refreshLifeSeconds * 1000 }
  const rotation = await families.rotateFamily(platform, { familyId, fromHash, toHash: next.hash, ...times })
  if (rotation.outcome !== 'rotated') throw refused()
  const { subject, tenantId } = rotation.family
  const role = await roleOf(ports, subject, tenantId)
  if (role === null) {
    await families.revokeFamily(platform, familyId, at)
    throw refused()
  }
  const accessToken = await tokens.issue({ subject, tenantId, audience: 'api', role, familyId }, accessLifeSeconds)
  const refresh = { token: next.token, expiresInSeconds: refreshLifeSeconds }
  return { accessToken, expiresInSeconds: accessLifeSeconds, refresh }
}

/** Null: that person is no more. */
async function roleOf({ access }: RefreshPorts, subject: Subject, tenantId: string): Promise<Person['role'] | null> {
  if (!subject.startsWith('person:')) return 'user'
  return (await access.getPerson(tenant(tenantId), subject.replace(/^person:/, '')))?.role ?? null
}

function refused(): AppError {
  return new AppError('UNAUTHORIZED', 'The refresh token is not valid any more. Sign in again.')
}
