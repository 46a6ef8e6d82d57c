import type { AuditEntry, BearerKey, OfficeStore, RoleChange } from '@/lib/domain/office-store'
import type { Scope } from '@/lib/domain/scope'
import type { Prisma } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { Database } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { scopeName } from '@/lib/store/scope-name'

export function office({ prisma }: Database): OfficeStore {
  const own = (scope: Scope) => {
    const tenantId = tenantOf(scope)
    return tenantId === null ? {} : { tenantId }
  }

  // One at a time in a tenant: two owners who remove each other at once leave one.
  const amongOwners = (
    scope: Scope,
    personId: string,
    change: (tx: Prisma.TransactionClient, person: { id: string; tenantId: string }) => Promise<unknown>,
    keepsOwner: boolean,
  ): Promise<RoleChange> =>
    prisma.$transaction(async (tx) => {
      const where = { id: uuidOrNone(personId), ...own(scope) }
      const found = await tx.person.findFirst({ where, select: { tenantId: true } })
      if (!found) return 'unknown'
      await tx.$queryRaw`SELECT 1 FROM tenants WHERE id = ${found.tenantId}::uuid FOR UPDATE`
      const person = await tx.person.findFirst({ where, select: { id: true, tenantId: true, role: true } })
      if (!person) return 'unknown'
      const owners = await tx.person.count({ where: { tenantId: person.tenantId, role: 'owner' } })
      if (person.role === 'owner' && owners === 1 && !keepsOwner) return 'last-owner'
      await change(tx, person)
      return 'changed'
    })

  return {
    async listTenants(scope) {
      const tenantId = tenantOf(scope)
      const rows = await prisma.tenant.findMany({
        where: tenantId === null ? {} : { id: tenantId },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        select: { id: true, name: true, createdAt: true },
      })
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }))
    },
    async renameTenant(scope, tenantId, name) {
      if (!inScope(scope, tenantId)) return false
      return (await prisma.tenant.updateMany({ where: { id: uuidOrNone(tenantId) }, data: { name } })).count > 0
    },
    changeRole: (scope, personId, role) =>
      amongOwners(
        scope,
        personId,
        (tx, { id, tenantId }) => tx.person.updateMany({ where: { id, tenantId }, data: { role } }),
        role === 'owner',
      ),
    removePerson: (scope, personId) =>
      amongOwners(scope, personId, (tx, { id, tenantId }) => tx.person.deleteMany({ where: { id, tenantId } }), false),
    async addBearerKey(scope, { createdAt, ...key }) {
      requireScope(scope, key.tenantId)
      await prisma.bearerKey.create({ data: { ...key, createdAt: new Date(createdAt) } })
    },
    async listBearerKeys(scope, tenantId) {
      const where = { AND: [{ tenantId: uuidOrNone(tenantId) }, own(scope)] }
      const rows = await prisma.bearerKey.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        omit: { hash: true },
      })
      return rows.map(keyOf)
    },
    async findBearerKey(scope, hash) {
      const row = await prisma.bearerKey.findFirst({
        where: { hash, revokedAt: null, ...own(scope) },
        omit: { hash: true },
      })
      return row && keyOf(row)
    },
    async revokeBearerKey(scope, keyId, at) {
      const where = { id: uuidOrNone(keyId), revokedAt: null, ...own(scope) }
      return (await prisma.bearerKey.updateMany({ where, data: { revokedAt: new Date(at) } })).count > 0
    },
    async touchBearerKey(scope, keyId, at) {
      const where = { id: uuidOrNone(keyId), ...own(scope) }
      await prisma.bearerKey.updateMany({ where, data: { lastUsedAt: new Date(at) } })
    },
    async setSetting(scope, name, value) {
      const place = { scope: scopeName(scope), name }
      if (value === null) await prisma.setting.deleteMany({ where: place })
      else
        await prisma.setting.upsert({
          where: { scope_name: place },
          create: { ...place, value },
          update: { value },
        })
    },
    async listSettings(scope, prefix) {
      return prisma.setting.findMany({
        where: { scope: scopeName(scope), name: { startsWith: prefix } },
        orderBy: { name: 'asc' },
        select: { name: true, value: true },
      })
    },
    async addAuditEntry(scope, { at, fields, ...entry }) {
      if (entry.tenantId !== null) requireScope(scope, entry.tenantId)
      await prisma.auditEntry.create({ data: { ...entry, fields: [...fields], at: new Date(at) } })
    },
    async listAuditEntries(scope, { tenantId, actor, search, since, until, before, limit }) {
      const rows = await prisma.auditEntry.findMany({
        where: {
          AND: [
            { tenantId: uuidOrNone(tenantId) },
            own(scope),
            actor === undefined ? {} : { actor },
            {
              at: {
                ...(since === undefined ? {} : { gte: new Date(since) }),
                ...(until === undefined ? {} : { lt: new Date(until) }),
              },
            },
            search === undefined
              ? {}
              : {
                  OR: (['actor', 'action', 'target'] as const).map((column) => ({
                    [column]: { contains: search, mode: 'insensitive' as const },
                  })),
                },
            before
              ? {
                  OR: [
                    { at: { lt: new Date(before.createdAt) } },
                    { at: new Date(before.createdAt), id: { lt: before.id } },
                  ],
                }
              : {},
          ],
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map((row): AuditEntry => ({ ...row, at: row.at.getTime() }))
    },
  }
}

type KeyRow = Omit<BearerKey, 'createdAt' | 'lastUsedAt' | 'revokedAt'> & {
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

function keyOf({ createdAt, lastUsedAt, revokedAt, ...row }: KeyRow): BearerKey {
  return {
    ...row,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
    revokedAt: revokedAt?.getTime() ?? null,
  }
}
