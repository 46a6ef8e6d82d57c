import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import type { RefreshPorts } from './refresh-token'

export type RevokePorts = {
  families: Pick<TokenStore, 'revokeFamily'>
  refreshTokens: RefreshPorts['refreshTokens']
  clock: Clock
}

/** By the refresh token, or by the access token that the caller bears. */
export type Revocation = { refreshToken: string } | { familyId: string | null }

/**
 * Ends all that came of one sign-in, the access tokens within seconds; ended already, it stays so. Throws UNAUTHORIZED for
 * a refresh token that is not ours, CONFLICT for an access token that belongs to no sign-in of this kind.
 */
export async function revokeToken({ families, refreshTokens, clock }: RevokePorts, which: Revocation): Promise<void> {
  await families.revokeFamily(platform, familyOf(refreshTokens, which), clock.now())
}

function familyOf(refreshTokens: RevokePorts['refreshTokens'], which: Revocation): string {
  if ('refreshToken' in which) {
    const said = refreshTokens.read(which.refreshToken)
    if (!said) throw new AppError('UNAUTHORIZED', 'This is no refresh token of this server')
    return said.familyId
  }
  if (which.familyId === null) throw new AppError('CONFLICT', 'This token cannot be revoked: it ends when it expires')
  return which.familyId
}
