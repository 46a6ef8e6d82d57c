import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { retiredKeyLifeMs, type TokenStore } from '@/lib/domain/token-store'
import { inScope } from '@/lib/store/in-scope'
import type { MemoryFamily, MemoryTables } from '@/lib/store/memory/memory-tables'
import { scopeName } from '@/lib/store/scope-name'

export function memoryTokens(tables: MemoryTables): TokenStore {
  const { families, failures } = tables
  const inForce = (scope: Scope, at: number) =>
    [...families.values()].filter(
      (family) => inScope(scope, family.tenantId) && family.revokedAt === null && family.expiresAt > at,
    )
  const revoke = (revoked: readonly MemoryFamily[], at: number) => {
    for (const family of revoked) family.revokedAt = at
    return revoked.length
  }
  return {
    async addFamily(scope, family) {
      if (!inScope(scope, family.tenantId) || !tables.tenants.has(family.tenantId))
        throw new AppError('NOT_FOUND', 'Tenant not found')
      families.set(family.id, { ...family, givenUp: null, revokedAt: null })
    },
    async rotateFamily(scope, { familyId, fromHash, toHash, at, graceMs, expiresAt }) {
      const family = inForce(scope, at).find(({ id }) => id === familyId)
      if (!family) return { outcome: 'unknown' }
      const isCurrent = family.currentHash === fromHash
      const isGraced = family.givenUp?.hash === fromHash && family.givenUp.at > at - graceMs
      if (!isCurrent && !isGraced) {
        family.revokedAt = at
        return { outcome: 'reused' }
      }
      if (isCurrent) family.givenUp = { hash: fromHash, at }
      Object.assign(family, { currentHash: toHash, expiresAt })
      const { givenUp: _, revokedAt: __, ...rotated } = family
      return { outcome: 'rotated', family: rotated }
    },
    async revokeFamily(scope, familyId, at) {
      return (
        revoke(
          inForce(scope, at).filter(({ id }) => id === familyId),
          at,
        ) > 0
      )
    },
    async revokeSubject(scope, tenantId, subject, at) {
      const own = inForce(scope, at).filter((family) => family.tenantId === tenantId && family.subject === subject)
      return revoke(own, at)
    },
    async revokedFamilies(scope, familyIds) {
      return [...new Set(familyIds)].filter((id) => {
        const family = families.get(id)
        return !family || !inScope(scope, family.tenantId) || family.revokedAt !== null
      })
    },
    async listSigningKeys(scope) {
      return scope.kind === 'platform' ? [...tables.signingKeys] : []
    },
    async addSigningKey(scope, key) {
      if (scope.kind !== 'platform') throw new AppError('NOT_FOUND', 'Signing keys are the platform’s')
      const older = tables.signingKeys.map((known) => ({ ...known, retiredAt: known.retiredAt ?? key.createdAt }))
      tables.signingKeys = [{ ...key, retiredAt: null }, ...older]
    },
    async countFailure(scope, { key, at, windowMs, limit, lockMs }) {
      const place = `${scopeName(scope)} ${key}`
      const known = failures.get(place)
      const isOver = !known || (known.lockedUntil ?? known.countedUntil) <= at
      const { count, countedUntil, lockedUntil } = isOver
        ? { count: 1, countedUntil: at + windowMs, lockedUntil: null }
        : { ...known, count: known.count + 1 }
      const until = lockedUntil ?? (count >= limit ? at + lockMs : null)
      failures.set(place, { count, countedUntil, lockedUntil: until })
      return until
    },
    async lockedUntil(scope, key, now) {
      const until = failures.get(`${scopeName(scope)} ${key}`)?.lockedUntil ?? null
      return until !== null && until > now ? until : null
    },
    async forgetFailures(scope, key) {
      failures.delete(`${scopeName(scope)} ${key}`)
    },
    async forgetOldTokens(scope, now) {
      for (const { id, tenantId, expiresAt, revokedAt } of [...families.values()])
        if (inScope(scope, tenantId) && (expiresAt <= now || (revokedAt !== null && revokedAt <= now)))
          families.delete(id)
      const isOwn = (place: string) => scope.kind === 'platform' || place.startsWith(`${scopeName(scope)} `)
      for (const [place, { countedUntil, lockedUntil }] of failures)
        if (isOwn(place) && countedUntil <= now && (lockedUntil ?? now) <= now) failures.delete(place)
      if (scope.kind === 'platform')
        tables.signingKeys = tables.signingKeys.filter(
          ({ retiredAt }) => retiredAt === null || retiredAt > now - retiredKeyLifeMs,
        )
    },
  }
}
