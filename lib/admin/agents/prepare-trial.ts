import { compileDocument } from '@/lib/agents/compile-document'
import { findingOf } from '@/lib/agents/lint-document'
import { AppError } from '@/lib/domain/errors'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { readDraft } from './read-draft'
import { readVersion } from './read-version'
import { requireAgent } from './require-agent'

/** Which of an agent is meant: a document as it stands, a version, or, without either, its draft. */
export type Tried = AgentPlace & { document?: JsonObject; version?: number }

/**
 * The version that a trial talks with: one that exists, or one made for it alone. Throws BAD_REQUEST (malformed id), NOT_FOUND
 * (tenant, agent or version), VALIDATION_FAILED (all that is wrong with the document).
 */
export async function prepareTrial(
  ports: Pick<AgentEditPorts, 'store' | 'clock'>,
  scope: Scope,
  tried: Tried,
): Promise<{ agentId: string; version: number }> {
  const { tenantId } = tried
  const { agentId, kind } = await requireAgent(ports, scope, tried)
  const meant = await whatIsTried(ports, scope, tried)
  if ('version' in meant) return { agentId, version: meant.version }
  const { document } = meant
  const compiled = compileDocument(kind, document, { agentId, version: 0 })
  if (!compiled.ok) throw cannotRun(compiled.problems, document)
  const version = await ports.store.agents.addTrial(scope, {
    ...{ tenantId, agentId, kind, name: compiled.workflow.agentName },
    ...{ document: JSON.stringify(document), createdAt: ports.clock.now() },
  })
  return { agentId, version }
}

/** What a trial, a test or a question is about. */
export async function whatIsTried(
  ports: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  { document, version, ...place }: Tried,
): Promise<{ version: number } | { document: unknown }> {
  if (document !== undefined) return { document }
  if (version !== undefined) {
    await readVersion(ports, scope, { ...place, version })
    return { version }
  }
  const draft = await readDraft(ports, scope, place)
  if (draft.revision === 0 && draft.basedOn !== null) return { version: draft.basedOn }
  return { document: JSON.parse(draft.document) }
}

export function cannotRun(found: readonly { path: string; message: string }[], document: unknown): AppError {
  const findings = found.map((problem) => findingOf('error', problem, document))
  const problems = findings.map(({ path, message }) => ({ path, message }))
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new AppError('VALIDATION_FAILED', `This cannot be tried yet: ${list}`, { problems })
}
