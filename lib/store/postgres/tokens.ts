import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { retiredKeyLifeMs, type SigningKey, type TokenFamily, type TokenStore } from '@/lib/domain/token-store'
import { inScope } from '@/lib/store/in-scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { subjectColumn } from '@/lib/store/postgres/subject-column'
import { scopeName } from '@/lib/store/scope-name'

const ofScope = '($1::uuid IS NULL OR f.tenant_id = $1)'

// The token given up last is followed, within the grace, by the one that is said now; later its bearer revokes the family.
const taken = '(f.current_hash = $3 OR f.given_up_hash IS NOT DISTINCT FROM $3 AND f.rotated_at > $5)'

const rotation: Statement = {
  name: 'rotate-token-family',
  text: `
UPDATE token_families f SET
  current_hash = CASE WHEN ${taken} THEN $4 ELSE f.current_hash END,
  given_up_hash = CASE WHEN f.current_hash = $3 THEN $3 ELSE f.given_up_hash END,
  rotated_at = CASE WHEN f.current_hash = $3 THEN $6 ELSE f.rotated_at END,
  expires_at = CASE WHEN ${taken} THEN $7 ELSE f.expires_at END,
  revoked_at = CASE WHEN NOT ${taken} THEN $6::timestamptz END
WHERE f.id = $2 AND ${ofScope} AND f.revoked_at IS NULL AND f.expires_at > $6
RETURNING f.id, f.tenant_id AS "tenantId", f.subject, f.current_hash AS "currentHash", f.created_at AS "createdAt",
  f.expires_at AS "expiresAt", f.revoked_at IS NULL AS rotated`,
}

const revocation: Statement = {
  name: 'revoke-token-family',
  text: `
UPDATE token_families f SET revoked_at = $3
WHERE f.id = $2 AND ${ofScope} AND f.revoked_at IS NULL AND f.expires_at > $3 RETURNING true AS done`,
}

const revocations: Statement = {
  name: 'revoke-tokens-of-subject',
  text: `
UPDATE token_families f SET revoked_at = $4
WHERE f.tenant_id = $2 AND ${ofScope} AND f.subject = $3 AND f.revoked_at IS NULL AND f.expires_at > $4 RETURNING f.id`,
}

const revoked: Statement = {
  name: 'revoked-token-families',
  text: `
SELECT asked.id FROM (SELECT DISTINCT id FROM json_array_elements_text($2::json) AS id) asked
WHERE NOT EXISTS (SELECT FROM token_families f
  WHERE f.id = asked.id::uuid AND ${ofScope} AND f.revoked_at IS NULL)`,
}

const keys: Statement = {
  name: 'list-signing-keys',
  text: `SELECT id, created_at AS "createdAt", retired_at AS "retiredAt" FROM signing_keys ORDER BY created_at DESC, id DESC`,
}

const newKey: Statement = {
  name: 'add-signing-key',
  text: `
WITH retired AS (UPDATE signing_keys SET retired_at = $2 WHERE retired_at IS NULL)
INSERT INTO signing_keys (id, created_at) VALUES ($1, $2)`,
}

const startsAnew = '(f.locked_until <= $3 OR f.locked_until IS NULL AND f.counted_until <= $3)'
const counted = `CASE WHEN ${startsAnew} THEN 1 ELSE f.failures + 1 END`

const failure: Statement = {
  name: 'count-sign-in-failure',
  text: `
INSERT INTO sign_in_failures AS f (scope, key, failures, counted_until, locked_until)
VALUES ($1, $2, 1, $4::timestamptz, CASE WHEN $6::int <= 1 THEN $5::timestamptz END)
ON CONFLICT (scope, key) DO UPDATE SET
  failures = ${counted},
  counted_until = CASE WHEN ${startsAnew} THEN $4::timestamptz ELSE f.counted_until END,
  locked_until = CASE WHEN f.locked_until > $3 THEN f.locked_until WHEN ${counted} >= $6::int THEN $5::timestamptz END
RETURNING f.locked_until AS until`,
}

const lock: Statement = {
  name: 'sign-in-locked-until',
  text: 'SELECT locked_until AS until FROM sign_in_failures WHERE scope = $1 AND key = $2 AND locked_until > $3',
}

const familyRow: z.ZodType<TokenFamily> = z.object({
  ...{ id: z.string(), tenantId: z.string(), subject: subjectColumn, currentHash: z.string() },
  ...{ createdAt: z.number(), expiresAt: z.number() },
})

export function tokens(database: Database): TokenStore {
  const { prisma } = database
  return {
    async addFamily(scope, { createdAt, expiresAt, ...family }) {
      if (
        !inScope(scope, family.tenantId) ||
        (await prisma.tenant.count({ where: { id: uuidOrNone(family.tenantId) } })) === 0
      )
        throw new AppError('NOT_FOUND', 'Tenant not found')
      const times = { createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) }
      await prisma.tokenFamily.create({ data: { ...family, ...times } })
    },
    async rotateFamily(scope, { familyId, fromHash, toHash, at, graceMs, expiresAt }) {
      const [row] = await run(database, rotation, [
        ...[tenantOf(scope), uuidOrNone(familyId), fromHash, toHash],
        ...[timestamp(at - graceMs), timestamp(at), timestamp(expiresAt)],
      ])
      if (!row) return { outcome: 'unknown' }
      return row.rotated === true ? { outcome: 'rotated', family: familyRow.parse(row) } : { outcome: 'reused' }
    },
    async revokeFamily(scope, familyId, at) {
      return (await run(database, revocation, [tenantOf(scope), uuidOrNone(familyId), timestamp(at)])).length > 0
    },
    async revokeSubject(scope, tenantId, subject, at) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), subject, timestamp(at)]
      return (await run(database, revocations, values)).length
    },
    async revokedFamilies(scope, familyIds) {
      const values = [tenantOf(scope), jsonText(familyIds.map(uuidOrNone))]
      return (await run<{ id: string }>(database, revoked, values)).map(({ id }) => id)
    },
    async listSigningKeys(scope) {
      if (scope.kind !== 'platform') return []
      return run<SigningKey>(database, keys, [])
    },
    async addSigningKey(scope, { id, createdAt }) {
      if (scope.kind !== 'platform') throw new AppError('NOT_FOUND', 'Signing keys are the platform’s')
      await run(database, newKey, [id, timestamp(createdAt)])
    },
    async countFailure(scope, { key, at, windowMs, limit, lockMs }) {
      const [row] = await run<{ until: number | null }>(database, failure, [
        ...[scopeName(scope), key, timestamp(at), timestamp(at + windowMs), timestamp(at + lockMs), limit],
      ])
      return row?.until ?? null
    },
    async lockedUntil(scope, key, now) {
      const [row] = await run<{ until: number }>(database, lock, [scopeName(scope), key, timestamp(now)])
      return row?.until ?? null
    },
    async forgetFailures(scope, key) {
      await prisma.signInFailure.deleteMany({ where: { scope: scopeName(scope), key } })
    },
    async forgetOldTokens(scope, now) {
      const [own, at] = [tenantOf(scope), new Date(now)]
      const dead = { OR: [{ expiresAt: { lte: at } }, { revokedAt: { lte: at } }] }
      await prisma.tokenFamily.deleteMany({ where: { ...dead, ...(own === null ? {} : { tenantId: own }) } })
      const over = { countedUntil: { lte: at }, OR: [{ lockedUntil: null }, { lockedUntil: { lte: at } }] }
      await prisma.signInFailure.deleteMany({
        where: { ...over, ...(scope.kind === 'platform' ? {} : { scope: scopeName(scope) }) },
      })
      if (scope.kind === 'platform')
        await prisma.signingKey.deleteMany({ where: { retiredAt: { lte: new Date(now - retiredKeyLifeMs) } } })
    },
  }
}
