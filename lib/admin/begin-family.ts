import { randomUUID } from 'node:crypto'
import type { Person } from '@/lib/domain/access-store'
import type { Subject } from '@/lib/domain/chatbot'
import type { Clock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'

/** Whom tokens are issued to. */
export type Bearer = { subject: Subject; tenantId: string; role: Person['role'] }

export type FamilyPorts = {
  families: Pick<TokenStore, 'addFamily'>
  refreshTokens: { first(familyId: string): { token: string; hash: string } }
  clock: Clock
}

/** What the tokens of one sign-in have in common: by it they are refreshed and revoked. */
export async function beginFamily(
  { families, refreshTokens, clock }: FamilyPorts,
  { subject, tenantId }: Bearer,
  lifeSeconds: number,
): Promise<{ id: string; refreshToken: string }> {
  const id = randomUUID()
  const { token, hash } = refreshTokens.first(id)
  const createdAt = clock.now()
  const expiresAt = createdAt + lifeSeconds * 1000
  await families.addFamily(platform, { id, tenantId, subject, currentHash: hash, createdAt, expiresAt })
  return { id, refreshToken: token }
}
