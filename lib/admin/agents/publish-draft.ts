import { compileDocument } from '@/lib/agents/compile-document'
import { findingOf } from '@/lib/agents/lint-document'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import { AppError, type Problem } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { foreignness } from './lint-draft'
import { requireAgent } from './require-agent'
import { draftConflict } from './save-draft'

export type Publication = AgentPlace & { revision: number; notes: string | null; by: string }

/**
 * Makes the next version from the draft and puts it in force; there is no draft then. Conversations that have begun keep
 * theirs. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant or agent), CONFLICT (the draft is another one by now),
 * VALIDATION_FAILED (all that is wrong with it).
 */
export async function publishDraft(
  ports: AgentEditPorts,
  scope: Scope,
  publication: Publication,
): Promise<{ agentId: string; version: number; previousVersion: number | null }> {
  const agent = await requireAgent(ports, scope, publication)
  const { agentId, kind } = agent
  const { tenantId, revision, notes, by } = publication
  const { drafts, forms } = ports.store
  const draft = await drafts.getDraft(scope, tenantId, agentId)
  if (draft?.revision !== revision)
    throw draftConflict({
      ...{ outcome: 'stale', revision: draft?.revision ?? 0 },
      ...{ updatedBy: draft?.updatedBy ?? null, updatedAt: draft?.updatedAt ?? null },
    })
  const document: unknown = JSON.parse(draft.document)
  const foreign = await foreignness(ports, scope, { ...agent, tenantId }, document)
  if (foreign.length > 0) throw refusal(foreign)
  const compiled = compileDocument(kind, document, { agentId, version: 0 })
  if (!compiled.ok) throw refusal(compiled.problems.map((problem) => findingOf('error', problem, document)))
  const published = await drafts.publishDraft(scope, {
    ...{ tenantId, agentId, revision, slug: null, kind, name: compiled.workflow.agentName },
    ...{ notes, by, at: ports.clock.now() },
  })
  if (published.outcome === 'stale') throw draftConflict(published)
  if (kind === 'form') await openOrClose(forms, scope, { tenantId, agentId }, document)
  ports.warmVersion(tenantId, agentId, published.version)
  return { agentId, version: published.version, previousVersion: published.previousActive }
}

// What a form's document says of taking answers holds from its publication on.
async function openOrClose(
  forms: AgentEditPorts['store']['forms'],
  scope: Scope,
  { tenantId, agentId }: AgentPlace,
  document: unknown,
): Promise<void> {
  const parsed = parseFormDocument(document)
  const isActive = parsed.ok ? parsed.config.is_active : null
  const form = await forms.findFormByAgent(scope, tenantId, agentId)
  if (form && isActive != null) await forms.setFormActive(scope, tenantId, form.id, isActive)
}

function refusal(found: readonly Problem[]): AppError {
  const problems = found.map(({ path, message }) => ({ path, message }))
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new AppError('VALIDATION_FAILED', `The draft cannot be published: ${list}`, { problems })
}
