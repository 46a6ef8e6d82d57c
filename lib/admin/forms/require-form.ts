import { requireTenant } from '@/lib/admin/checked-ids'
import { AppError } from '@/lib/domain/errors'
import type { StoredForm } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import type { FormPlace, FormReads } from './forms-admin-ports'

/** Throws BAD_REQUEST (malformed tenant), NOT_FOUND (tenant or form). */
export async function requireForm(
  { store }: Pick<FormReads, 'store'>,
  scope: Scope,
  { tenantId, formId }: FormPlace,
): Promise<StoredForm> {
  await requireTenant(store.access, scope, tenantId)
  const form = await store.forms.findForm(scope, tenantId, formId)
  if (!form) throw formNotFound()
  return form
}

/** Also for one that is gone between two looks. */
export function formNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Form not found')
}
