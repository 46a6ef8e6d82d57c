// The store port of data sources: how they are described. Their rows are elsewhere.
import type { DataSource } from './data-source'
import type { Scope } from './scope'

export type DataSourceChange = Partial<Pick<DataSource, 'schema' | 'identity' | 'url'>> & { updatedAt: number }

export type DataStore = {
  /** Throws CONFLICT when the tenant has one of this name, NOT_FOUND for another tenant than the scope's. */
  addSource(scope: Scope, source: DataSource): Promise<void>
  /** By its id or its name. */
  findSource(scope: Scope, tenantId: string, idOrName: string): Promise<DataSource | null>
  /** By name. */
  listSources(scope: Scope, tenantId: string): Promise<DataSource[]>
  /** False where there is none. */
  changeSource(scope: Scope, sourceId: string, change: DataSourceChange): Promise<boolean>
  removeSource(scope: Scope, sourceId: string): Promise<boolean>
}
