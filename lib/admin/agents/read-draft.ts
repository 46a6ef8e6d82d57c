import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { requireAgent } from './require-agent'

export type ReadDraft = {
  agentId: string
  document: string
  /** 0: there is no draft, this is the active version. */
  revision: number
  basedOn: number | null
  updatedBy: string
  updatedAt: number
}

/**
 * An agent's draft, else the version in force. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent, or one that has
 * neither).
 */
export async function readDraft(
  ports: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  place: AgentPlace,
): Promise<ReadDraft> {
  const { agentId } = await requireAgent(ports, scope, place)
  const { drafts, agents } = ports.store
  const draft = await drafts.getDraft(scope, place.tenantId, agentId)
  if (draft) return draft
  const active = await agents.getVersion(scope, place.tenantId, agentId)
  if (!active) throw new AppError('NOT_FOUND', 'The agent has neither a draft nor a version in force')
  const { document, version: basedOn, createdBy: updatedBy, createdAt: updatedAt } = active
  return { agentId, document, revision: 0, basedOn, updatedBy, updatedAt }
}
