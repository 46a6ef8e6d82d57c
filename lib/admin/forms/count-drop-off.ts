import { reviewField } from '@/lib/domain/form'
import type { DropOffCounts, FieldCounts, ResponseFilter } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import { allFields } from './form-fields'
import type { FormPlace, FormReads } from './forms-admin-ports'
import { requireForm } from './require-form'

export type DropOff = Omit<DropOffCounts, 'fields'> & { fields: (FieldCounts & { label: string })[] }

/**
 * Where people leave a form: counts over all its responses, field by field, the review as the last. Throws BAD_REQUEST,
 * NOT_FOUND as `requireForm`.
 */
export async function countDropOff(
  ports: FormReads,
  scope: Scope,
  { tenantId, formId, ...when }: FormPlace & Pick<ResponseFilter, 'since' | 'until'>,
): Promise<DropOff> {
  const { agentId } = await requireForm(ports, scope, { tenantId, formId })
  const fields = await allFields(ports, scope, { tenantId, agentId })
  const labels = new Map([...fields.map(({ id, label }) => [id, label] as const), [reviewField, 'Review'] as const])
  const counts = await ports.store.forms.countDropOff(scope, tenantId, formId, { ...when, fields: [...labels.keys()] })
  const shown = counts.fields.filter(({ id, reached }) => id !== reviewField || reached > 0)
  return { ...counts, fields: shown.map((field) => ({ ...field, label: labels.get(field.id) ?? field.id })) }
}
