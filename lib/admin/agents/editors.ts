import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { requireAgent } from './require-agent'

/** Who has not been heard of for so long has left. */
const awayMs = 30_000

export type SeenEditor = { editor: string; at: number }

type Ports = Pick<AgentEditPorts, 'store' | 'clock'>

/** Those who have the agent open now. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent). */
export async function listEditors(ports: Ports, scope: Scope, place: AgentPlace): Promise<SeenEditor[]> {
  const { agentId } = await requireAgent(ports, scope, place)
  return ports.store.drafts.listEditors(scope, place.tenantId, agentId, ports.clock.now() - awayMs)
}

/** `editor` has it open too. */
export async function noteEditor(
  ports: Ports,
  scope: Scope,
  { editor, ...place }: AgentPlace & { editor: string },
): Promise<SeenEditor[]> {
  const { agentId } = await requireAgent(ports, scope, place)
  const { tenantId } = place
  await ports.store.drafts.noteEditor(scope, { tenantId, agentId, editor, at: ports.clock.now() })
  return listEditors(ports, scope, place)
}
