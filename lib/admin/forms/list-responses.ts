import type { FormField } from '@/lib/domain/form'
import type { NewestPage, ResponseFilter } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import { allFields } from './form-fields'
import type { FormPlace, FormReads } from './forms-admin-ports'
import { requireForm } from './require-form'
import { type ResponseView, showsWords, viewResponse } from './response-view'

export type ResponsesWanted = FormPlace & ResponseFilter & { reveal: boolean }

export type ResponsePage = {
  fields: readonly FormField[]
  /** At most `limit`; fewer where the words were found only in what is masked. */
  responses: readonly ResponseView[]
  /** Where the next page begins; null: there is none. */
  next: NonNullable<NewestPage['before']> | null
}

/** One page of a form's responses, newest first. Throws BAD_REQUEST, NOT_FOUND as `requireForm`. */
export async function listResponses(
  ports: FormReads,
  scope: Scope,
  wanted: ResponsesWanted & NewestPage,
): Promise<ResponsePage> {
  const { reveal, limit, ...query } = wanted
  const { agentId } = await requireForm(ports, scope, wanted)
  const fields = await allFields(ports, scope, { tenantId: wanted.tenantId, agentId })
  const { tenantId, formId } = wanted
  const found = await ports.store.forms.listResponses(scope, tenantId, formId, { ...query, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const views = page.map((response) => viewResponse(fields, response, reveal))
  const hides = !reveal && fields.some(({ sensitive }) => sensitive)
  return {
    fields,
    responses: views.filter((view) => !hides || !wanted.search || showsWords(view, wanted.search)),
    next: last && found.length > limit ? { createdAt: last.createdAt, id: last.conversationId } : null,
  }
}
