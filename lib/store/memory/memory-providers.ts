import { AppError } from '@/lib/domain/errors'
import type { NamedProvider, ProviderStore } from '@/lib/domain/provider-store'
import type { Scope } from '@/lib/domain/scope'

export function memoryProviders(): ProviderStore {
  const rows: NamedProvider[] = []
  return {
    async addProvider(scope, provider) {
      const tenantId = ownerOf(scope)
      if (rows.some((row) => row.name === provider.name && row.tenantId === tenantId))
        throw new AppError('CONFLICT', 'A provider of this name exists already')
      rows.push({ ...provider, tenantId })
    },
    async listProviders(scope) {
      return rows
        .filter(({ tenantId }) => scope.kind === 'platform' || tenantId === null || tenantId === scope.tenantId)
        .map(({ apiKey: _, ...row }) => row)
        .toSorted((a, b) => compare(a.name, b.name) || compare(a.tenantId ?? '', b.tenantId ?? ''))
    },
    async findProvider(scope, name) {
      const named = (owner: string | null) => rows.find((row) => row.name === name && row.tenantId === owner)
      return named(ownerOf(scope)) ?? named(null) ?? null
    },
    async removeProvider(scope, name) {
      const at = rows.findIndex((row) => row.name === name && row.tenantId === ownerOf(scope))
      if (at >= 0) rows.splice(at, 1)
      return at >= 0
    },
  }
}

function ownerOf(scope: Scope): string | null {
  return scope.kind === 'platform' ? null : scope.tenantId
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
