import { z } from 'zod'
import { formNotFound, requireForm } from '@/lib/admin/forms/require-form'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { formParams, formPlace, formState, stateOf } from './form-schemas'
import type { FormsServices } from './forms-services'

/** Whether a form takes answers: what is decided outside its versions. */
export const changeFormRow = endpoint({
  method: 'PATCH',
  path: '/api/admin/forms/{form_id}',
  dialect: consoleDialect,
  summary: 'Open or close a form',
  description: 'A closed form takes no answers; those it has stay.',
  auth: hmacOrCookie('either', 'editor'),
  params: formParams,
  body: z.object({ is_active: z.boolean() }),
  query: tenantQuery,
  responses: { 200: z.object(formState) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params, body }, { formsAdmin }: FormsServices) {
    const [scope, place] = [scopeOf(principal), formPlace(principal, query, params)]
    const form = await requireForm(formsAdmin, scope, place)
    const { tenantId, formId } = place
    if (!(await formsAdmin.store.forms.setFormActive(scope, tenantId, formId, body.is_active))) throw formNotFound()
    return reply(200, stateOf({ ...form, isActive: body.is_active }))
  },
})
