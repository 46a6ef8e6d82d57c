import { randomUUID } from 'node:crypto'
import { agentIdFrom } from '@/lib/agents/agent-id-from'
import { type FormConfig, formSlug } from '@/lib/agents/form-config'
import { lintForm } from '@/lib/agents/lint-form'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import type { AgentStore } from '@/lib/domain/agent-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireTenant } from './checked-ids'
import { tenantCapabilities } from './tenant-capabilities'

export type ImportFormInput = {
  tenantId: string
  /** The parsed document: an object with `form`, or with `form_fields`. */
  document: unknown
  /** The document's own text, where the caller has it: kept to the letter. */
  documentText?: string
  /** The form that it is a new version of; by default the one that the document names, or a new one. */
  formId?: number
  notes?: string | null
  /** Default `admin_api`. */
  createdBy?: string | null
  /** Checks everything and writes nothing. */
  dryRun?: boolean
  /** Default true; false makes a version that is not in force yet. */
  activate?: boolean
}

export type ImportFormResult = {
  tenantId: string
  /** Null after a dry run of a form that has no id yet. */
  formId: number | null
  agentId: string | null
  name: string
  action: 'created' | 'updated' | 'validated'
  /** Null after a dry run. */
  version: number | null
  /** The version that was in force before. */
  previousVersion: number | null
  validationWarnings: string[]
}

/**
 * Makes a form, or its next version, from a document in either format, and puts it in force. Conversations that have begun keep
 * their version. Throws BAD_REQUEST (malformed tenant, another form's document), NOT_FOUND (tenant, `formId`),
 * VALIDATION_FAILED (all problems), CONFLICT (an agent that is no form has the name that this one would have).
 */
export async function importForm(
  ports: AgentAdminPorts,
  scope: Scope,
  input: ImportFormInput,
): Promise<ImportFormResult> {
  const { agents, access, forms } = ports.store
  const { tenantId } = input
  await requireTenant(access, scope, tenantId)
  const { config, fieldsAt } = validated(input.document)
  const wanted = wantedId(input.formId, config)
  const known = wanted === null ? null : await forms.findForm(scope, tenantId, wanted)
  if (input.formId !== undefined && !known) throw new AppError('NOT_FOUND', 'Form not found')
  const active = known && (await agents.getVersion(scope, tenantId, known.agentId))
  const common = {
    ...{ tenantId, formId: wanted, agentId: known?.agentId ?? null, name: config.name.trim() },
    validationWarnings: lintForm(config, fieldsAt, await tenantCapabilities(ports, tenantId)),
  }
  if (input.dryRun) return { ...common, action: 'validated', version: null, previousVersion: active?.version ?? null }
  const activate = input.activate ?? true
  const agentId = known?.agentId ?? (await newAgentId(agents, scope, tenantId, wanted))
  const added = await agents.addVersion(scope, {
    tenantId,
    agentId,
    slug: wanted === null ? null : formSlug(wanted),
    kind: 'form',
    name: common.name,
    document: input.documentText ?? JSON.stringify(input.document),
    notes: input.notes ?? null,
    createdBy: input.createdBy ?? 'admin_api',
    createdAt: ports.clock.now(),
    activate,
  })
  const formId =
    known && wanted !== null
      ? wanted
      : await forms.addForm(scope, { tenantId, agentId, ...(wanted !== null && { id: wanted }) })
  if (!known && wanted === null) await agents.giveSlug(scope, { tenantId, agentId, slug: formSlug(formId) })
  if (config.is_active != null && (activate || !known))
    await forms.setFormActive(scope, tenantId, formId, config.is_active)
  ports.warmVersion(tenantId, agentId, added.version)
  const action = known ? 'updated' : 'created'
  return { ...common, formId, agentId, action, version: added.version, previousVersion: added.previousActive }
}

async function newAgentId(agents: AgentStore, scope: Scope, tenantId: string, formId: number | null): Promise<string> {
  if (formId === null) return randomUUID()
  const agentId = agentIdFrom(tenantId, formSlug(formId))
  const versions = await agents.listVersions(scope, tenantId, agentId)
  if (versions.some(({ kind }) => kind !== 'form'))
    throw new AppError('CONFLICT', `the agent "${formSlug(formId)}" is no form: give this form another id`)
  return agentId
}

function validated(document: unknown) {
  const parsed = parseFormDocument(document)
  if (parsed.ok) return parsed
  const { problems } = parsed
  const list = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')
  throw new AppError('VALIDATION_FAILED', `Form validation failed: ${list}`, { problems })
}

function wantedId(formId: number | undefined, { id }: FormConfig): number | null {
  if (formId !== undefined && id != null && id !== formId)
    throw new AppError('BAD_REQUEST', `the document is that of form ${id}, not of form ${formId}`)
  return formId ?? id ?? null
}
