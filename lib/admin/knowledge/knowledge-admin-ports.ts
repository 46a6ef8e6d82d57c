import type { Clock } from '@/lib/domain/clock'
import type { Store } from '@/lib/domain/store'
import type { SearchPorts } from '@/lib/knowledge/search-knowledge'

/** What the administration of knowledge needs of the outside. */
export type KnowledgeAdminPorts = {
  store: Pick<Store, 'access' | 'knowledge'>
  search: SearchPorts
  clock: Clock
  /** Whoever reads documents should look at once. */
  documentsWait(): void
}

/** A base of a tenant, by its id or its name. */
export type BasePlace = { tenantId: string; base: string }
