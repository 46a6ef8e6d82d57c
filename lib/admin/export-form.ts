import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { requireTenant } from './checked-ids'

export type ExportedForm = {
  formId: number
  agentId: string
  name: string
  version: number
  /** Whether this version is the one in force. */
  isActiveVersion: boolean
  /** Whether the form takes answers at all. */
  isActive: boolean
  /** The imported document's own text. */
  document: string
  createdAt: number
  createdBy: string
  notes: string | null
}

/**
 * One version of a form as it was imported, by default the one in force.
 * Throws BAD_REQUEST (malformed tenant), NOT_FOUND (tenant, form or version).
 */
export async function exportForm(
  { store }: { store: Pick<Store, 'agents' | 'access' | 'forms'> },
  scope: Scope,
  { tenantId, formId, version }: { tenantId: string; formId: number; version?: number },
): Promise<ExportedForm> {
  await requireTenant(store.access, scope, tenantId)
  const form = await store.forms.findForm(scope, tenantId, formId)
  if (!form) throw new AppError('NOT_FOUND', 'Form not found')
  const stored = await store.agents.getVersion(scope, tenantId, form.agentId, version)
  if (!stored) throw new AppError('NOT_FOUND', 'Form version not found')
  return {
    formId,
    agentId: form.agentId,
    name: stored.name,
    version: stored.version,
    isActiveVersion: stored.isActive,
    isActive: form.isActive,
    document: stored.document,
    createdAt: stored.createdAt,
    createdBy: stored.createdBy,
    notes: stored.notes,
  }
}
