import { AppError } from '@/lib/domain/errors'
import { type NamedProvider, type ProviderStore, providerKinds } from '@/lib/domain/provider-store'
import type { Scope } from '@/lib/domain/scope'
import type { SecretCipher } from '@/lib/store/postgres/access'
import type { Database } from '@/lib/store/postgres/database'
import { tenantOf } from '@/lib/store/postgres/parameters'
import { isUniqueViolation } from '@/lib/store/postgres/unique-violation'

type Row = {
  id: string
  tenantId: string | null
  name: string
  kind: string
  baseUrl: string | null
  model: string
  fallbackModel: string | null
  createdAt: Date
}

export function providers({ prisma }: Database, cipher: SecretCipher): ProviderStore {
  return {
    async addProvider(scope, { apiKey, createdAt, ...provider }) {
      const keyCipher = apiKey === null ? null : cipher.encrypt(apiKey)
      const data = { ...provider, tenantId: tenantOf(scope), keyCipher, createdAt: new Date(createdAt) }
      try {
        await prisma.provider.create({ data })
      } catch (error) {
        if (isUniqueViolation(error))
          throw new AppError('CONFLICT', 'A provider of this name exists already', { cause: error })
        throw error
      }
    },
    async listProviders(scope) {
      const tenantId = tenantOf(scope)
      const where = tenantId === null ? {} : { OR: [{ tenantId }, { tenantId: null }] }
      const rows = await prisma.provider.findMany({
        where,
        omit: { keyCipher: true },
        orderBy: [{ name: 'asc' }, { tenantId: { sort: 'asc', nulls: 'first' } }],
      })
      return rows.flatMap(provider)
    },
    async findProvider(scope, name) {
      const row = await prisma.provider.findFirst({
        where: { name, OR: [ownedBy(scope), { tenantId: null }] },
        orderBy: { tenantId: { sort: 'asc', nulls: 'last' } },
      })
      if (!row) return null
      const { keyCipher, ...rest } = row
      const [found] = provider(rest)
      return found ? { ...found, apiKey: keyCipher === null ? null : cipher.decrypt(keyCipher) } : null
    },
    async removeProvider(scope, name) {
      const { count } = await prisma.provider.deleteMany({ where: { name, ...ownedBy(scope) } })
      return count > 0
    },
  }
}

function ownedBy(scope: Scope): { tenantId: string | null } {
  return { tenantId: tenantOf(scope) }
}

// A kind that a later version knows is none to this one.
function provider({ kind: name, createdAt, ...row }: Row): Omit<NamedProvider, 'apiKey'>[] {
  const kind = providerKinds.find((candidate) => candidate === name)
  return kind ? [{ ...row, kind, createdAt: createdAt.getTime() }] : []
}
