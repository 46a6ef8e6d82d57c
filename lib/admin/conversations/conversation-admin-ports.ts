import type { WorkflowSource } from '@/lib/domain/agent'
import type { AnalysisMaker } from '@/lib/domain/analysis'
import type { Clock } from '@/lib/domain/clock'
import type { Store } from '@/lib/domain/store'

/** What the use cases on all of a tenant's conversations need of the outside. */
export type ConversationAdminPorts = {
  store: Pick<Store, 'access' | 'agents' | 'conversations' | 'deliveries' | 'insight'>
  workflows: WorkflowSource
  analysis: AnalysisMaker
  clock: Clock
  newId(at: number): string
}
