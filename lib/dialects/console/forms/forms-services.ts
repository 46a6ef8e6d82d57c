import type { AgentAdminPorts } from '@/lib/admin/agent-admin-ports'
import type { FormsAdminPorts } from '@/lib/admin/forms/forms-admin-ports'
import type { RunningTurns } from '@/lib/conversations/running-turns'

/** What the administration of forms needs beside the HTTP kit. */
export type FormsServices = {
  formsAdmin: FormsAdminPorts
  agentAdmin: AgentAdminPorts
  conversations: { running: Pick<RunningTurns, 'abort'> }
}
