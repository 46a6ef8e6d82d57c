import type { AccessStore, Person } from '@/lib/domain/access-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { isUniqueViolation } from '@/lib/store/postgres/unique-violation'
import { scopeName } from '@/lib/store/scope-name'

/** Secrets that must be known again (HMAC keys) are stored through these. */
export type SecretCipher = { encrypt(plain: string): string; decrypt(cipher: string): string }

// Taken anew where the earlier use has expired; one winner, whoever comes at the same time.
const claimOnce: Statement = {
  name: 'claim-once',
  text: `
INSERT INTO nonces AS n (scope, value, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (scope, value) DO UPDATE SET expires_at = excluded.expires_at WHERE n.expires_at <= clock_timestamp()
RETURNING true AS taken`,
}

const roles = ['owner', 'editor', 'analyst', 'user'] as const satisfies Person['role'][]

export function access(database: Database, cipher: SecretCipher): AccessStore {
  const { prisma } = database
  const own = (scope: Scope) => {
    const tenantId = tenantOf(scope)
    return tenantId === null ? {} : { tenantId }
  }
  return {
    async getTenant(scope, tenantId) {
      if (!inScope(scope, tenantId)) return null
      return prisma.tenant.findUnique({ where: { id: uuidOrNone(tenantId) }, select: { id: true, name: true } })
    },
    async addTenant(scope, { id, name }) {
      requireScope(scope, id)
      await prisma.tenant.createMany({ data: [{ id, name }], skipDuplicates: true })
    },
    async addKey(scope, { id, tenantId, name, secret, createdAt }) {
      requireScope(scope, tenantId)
      const secretCipher = cipher.encrypt(secret)
      await prisma.apiKey.create({ data: { id, tenantId, name, secretCipher, createdAt: new Date(createdAt) } })
    },
    async listKeys(scope) {
      const rows = await prisma.apiKey.findMany({ where: own(scope), orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      return rows.map(({ secretCipher, createdAt, lastUsedAt, revokedAt, ...row }) => ({
        ...row,
        secret: revokedAt === null ? cipher.decrypt(secretCipher) : '',
        createdAt: createdAt.getTime(),
        lastUsedAt: lastUsedAt?.getTime() ?? null,
        revokedAt: revokedAt?.getTime() ?? null,
      }))
    },
    async revokeKey(scope, keyId, at) {
      const where = { id: uuidOrNone(keyId), revokedAt: null, ...own(scope) }
      const { count } = await prisma.apiKey.updateMany({ where, data: { revokedAt: new Date(at) } })
      return count > 0
    },
    async touchKey(scope, keyId, at) {
      const where = { id: uuidOrNone(keyId), ...own(scope) }
      await prisma.apiKey.updateMany({ where, data: { lastUsedAt: new Date(at) } })
    },
    async findPerson(scope, email) {
      const where = { email: email.toLowerCase(), ...own(scope) }
      const row = await prisma.person.findFirst({ where, orderBy: { createdAt: 'asc' }, omit: { createdAt: true } })
      return personOf(row)
    },
    async getPerson(scope, personId) {
      const where = { id: uuidOrNone(personId), ...own(scope) }
      return personOf(await prisma.person.findFirst({ where, omit: { createdAt: true } }))
    },
    async listPeople(scope) {
      const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
      const rows = await prisma.person.findMany({ where: own(scope), orderBy, omit: { createdAt: true } })
      return rows.flatMap((row) => personOf(row) ?? [])
    },
    async setPassword(scope, personId, passwordHash) {
      const where = { id: uuidOrNone(personId), ...own(scope) }
      return (await prisma.person.updateMany({ where, data: { passwordHash } })).count > 0
    },
    async addPerson(scope, { id, tenantId, email, passwordHash, role }) {
      requireScope(scope, tenantId)
      try {
        await prisma.person.create({ data: { id, tenantId, email: email.toLowerCase(), passwordHash, role } })
      } catch (error) {
        if (isUniqueViolation(error))
          throw new AppError('CONFLICT', 'A person with this e-mail address exists already', { cause: error })
        throw error
      }
    },
    async claimOnce(scope, value, expiresAt) {
      return (await run(database, claimOnce, [scopeName(scope), value, timestamp(expiresAt)])).length > 0
    },
    async getSetting(scope, name) {
      const where = { scope_name: { scope: scopeName(scope), name } }
      return (await prisma.setting.findUnique({ where }))?.value ?? null
    },
    async claimSetting(scope, name, value) {
      const place = { scope: scopeName(scope), name }
      await prisma.setting.createMany({ data: [{ ...place, value }], skipDuplicates: true })
      const { value: inForce } = await prisma.setting.findUniqueOrThrow({ where: { scope_name: place } })
      return inForce
    },
  }
}

/** Null too for a role that this version does not know. */
function personOf(row: (Omit<Person, 'role'> & { role: string }) | null): Person | null {
  const role = roles.find((candidate) => candidate === row?.role)
  return row && role ? { ...row, role } : null
}
