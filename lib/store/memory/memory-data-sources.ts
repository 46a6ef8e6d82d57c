import type { DataSource } from '@/lib/domain/data-source'
import type { DataStore } from '@/lib/domain/data-store'
import { AppError } from '@/lib/domain/errors'
import { inScope, requireScope } from '@/lib/store/in-scope'

export function memoryDataSources(): DataStore {
  const sources: DataSource[] = []
  return {
    async addSource(scope, source) {
      requireScope(scope, source.tenantId)
      if (sources.some(({ tenantId, name }) => tenantId === source.tenantId && name === source.name))
        throw new AppError('CONFLICT', 'A data source of this name exists already')
      sources.push(structuredClone(source))
    },
    async findSource(scope, tenantId, idOrName) {
      if (!inScope(scope, tenantId)) return null
      const own = sources.filter((source) => source.tenantId === tenantId)
      const found = own.find(({ id }) => id === idOrName) ?? own.find(({ name }) => name === idOrName)
      return found ? structuredClone(found) : null
    },
    async listSources(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const own = sources.filter((source) => source.tenantId === tenantId)
      return structuredClone(own.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    },
    async changeSource(scope, sourceId, change) {
      const at = sources.findIndex(({ id, tenantId }) => id === sourceId && inScope(scope, tenantId))
      const known = sources[at]
      if (known) sources[at] = { ...known, ...structuredClone(change) }
      return known !== undefined
    },
    async removeSource(scope, sourceId) {
      const at = sources.findIndex(({ id, tenantId }) => id === sourceId && inScope(scope, tenantId))
      if (at >= 0) sources.splice(at, 1)
      return at >= 0
    },
  }
}
