import type { Clock } from '@/lib/domain/clock'
import type { DataAccess, DataLoader } from '@/lib/domain/data-source'
import type { Store } from '@/lib/domain/store'

/** What the administration of data sources needs of the outside. */
export type DataAdminPorts = {
  store: Pick<Store, 'access' | 'data'>
  loader: DataLoader
  access: DataAccess
  clock: Clock
}

/** A data source of a tenant, by its id or its name. */
export type SourcePlace = { tenantId: string; source: string }
