import type { DocumentFinding } from '@/lib/domain/agent-document'
import type { StaleDraft } from '@/lib/domain/draft-store'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { lintDraft } from './lint-draft'
import { requireAgent } from './require-agent'

export type DraftChange = AgentPlace & {
  document: JsonObject
  /** The one that it was made on, 0 where there was no draft. */
  revision: number
  by: string
}

/**
 * Keeps a draft as it is, unfinished or not. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent), CONFLICT where
 * somebody else has saved, published or discarded it since.
 */
export async function saveDraft(
  ports: AgentEditPorts,
  scope: Scope,
  change: DraftChange,
): Promise<{ revision: number; findings: DocumentFinding[] }> {
  const agent = await requireAgent(ports, scope, change)
  const { agentId, activeVersion } = agent
  const { tenantId, document, revision, by: updatedBy } = change
  const { drafts } = ports.store
  const before = revision === 0 ? null : await drafts.getDraft(scope, tenantId, agentId)
  const saved = await drafts.saveDraft(scope, {
    ...{ tenantId, agentId, document: JSON.stringify(document), revision },
    ...{ basedOn: before ? before.basedOn : activeVersion, updatedBy, updatedAt: ports.clock.now() },
  })
  if (saved.outcome === 'stale') throw draftConflict(saved)
  const findings = await lintDraft(ports, scope, { ...agent, tenantId }, document)
  return { revision: saved.revision, findings }
}

/** Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent, or there is no draft). */
export async function discardDraft(
  ports: AgentEditPorts,
  scope: Scope,
  { by, ...place }: AgentPlace & { by: string },
): Promise<void> {
  const { agentId } = await requireAgent(ports, scope, place)
  const { tenantId } = place
  const discarded = await ports.store.drafts.discardDraft(scope, { tenantId, agentId, by, at: ports.clock.now() })
  if (!discarded) throw new AppError('NOT_FOUND', 'There is no draft')
}

/** Says who was first, and when; `problems` has the same for programs. */
export function draftConflict({ revision, updatedBy, updatedAt }: StaleDraft): AppError {
  const at = updatedAt === null ? null : new Date(updatedAt).toISOString()
  const done = revision === 0 ? 'published or discarded' : 'saved'
  const message = updatedBy === null ? 'There is no draft' : `The draft was ${done} by ${updatedBy} at ${at}`
  return new AppError('CONFLICT', message, {
    problems: [
      { path: 'revision', message: String(revision) },
      ...(updatedBy === null ? [] : [{ path: 'updated_by', message: updatedBy }]),
      ...(at === null ? [] : [{ path: 'updated_at', message: at }]),
    ],
  })
}
