// The wire of forms: where one is named, and what is told of it.
import { z } from 'zod'
import type { ImportFormResult } from '@/lib/admin/import-form'
import type { StoredForm } from '@/lib/domain/form-store'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, type tenantQuery } from '@/lib/http/tenant-query'

const largestId = 2 ** 31 - 1

export const formId = z.coerce.number().int().min(1).max(largestId)
export const formParams = z.object({ form_id: formId })

export const formState = {
  form_id: z.int(),
  agent_id: z.guid(),
  is_active: z.boolean().meta({ description: 'False: it takes no answers' }),
  callback_disabled_at: z.string().nullable().meta({ description: 'Since when its receiver wants no more callbacks' }),
  callback_disabled_why: z.string().nullable(),
  created_at: z.string(),
}

export const versionBody = z.object({
  document: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .meta({ description: 'In either format; as a string it is kept to the letter' }),
  activate: z.boolean().default(true).meta({ description: 'False makes a version that is not in force yet' }),
  notes: z.string().max(10_000).nullish(),
  dry_run: z.boolean().default(false).meta({ description: 'Checks everything and writes nothing' }),
})

export const imported = z
  .object({
    form_id: z.int().nullable().meta({ description: 'Null after a dry run of a form that has no id yet' }),
    agent_id: z.guid().nullable(),
    name: z.string(),
    action: z.enum(['created', 'updated', 'validated']),
    version: z.int().nullable(),
    previous_version: z.int().nullable(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'ImportedForm' })

export function formPlace(
  principal: ConsolePrincipal,
  query: z.output<typeof tenantQuery>,
  params: z.output<typeof formParams>,
) {
  return { tenantId: tenantOf(principal, query), formId: params.form_id }
}

export function stateOf({ id, agentId, ...form }: StoredForm) {
  return {
    form_id: id,
    agent_id: agentId,
    is_active: form.isActive,
    callback_disabled_at: timeOf(form.callbackDisabledAt),
    callback_disabled_why: form.callbackDisabledWhy,
    created_at: new Date(form.createdAt).toISOString(),
  }
}

export function importedOf(result: ImportFormResult): z.output<typeof imported> {
  const { formId, agentId, name, action, version, previousVersion, validationWarnings } = result
  return {
    ...{ form_id: formId, agent_id: agentId, name, action, version },
    ...{ previous_version: previousVersion, warnings: validationWarnings },
  }
}

export function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
