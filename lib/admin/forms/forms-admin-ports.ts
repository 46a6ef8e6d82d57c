import type { WorkflowSource } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import type { Egress } from '@/lib/domain/egress'
import type { Store } from '@/lib/domain/store'

/** What the use cases on forms and their responses need of the outside. */
export type FormsAdminPorts = {
  store: Pick<Store, 'access' | 'agents' | 'forms' | 'conversations' | 'deliveries'>
  workflows: WorkflowSource
  egress: Egress
  clock: Clock
  /** What the callbacks of this form's agent are signed with: `whsec_…`. */
  callbackSecret(agentId: string): string
}

/** What is enough to read them. */
export type FormReads = {
  store: { access: Pick<Store['access'], 'getTenant'> } & Pick<Store, 'agents' | 'forms'>
  workflows: WorkflowSource
}

export type FormPlace = { tenantId: string; formId: number }
