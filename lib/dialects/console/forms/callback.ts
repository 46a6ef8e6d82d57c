import { z } from 'zod'
import { formNotFound, requireForm } from '@/lib/admin/forms/require-form'
import { tryCallback } from '@/lib/admin/forms/try-callback'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { formParams, formPlace, timeOf } from './form-schemas'
import type { FormsServices } from './forms-services'

const described = {
  dialect: consoleDialect,
  auth: hmacOrCookie('either', 'editor'),
  params: formParams,
  query: tenantQuery,
} as const

const callbackView = z
  .object({
    url: z.string().nullable().meta({ description: 'Of the version in force; null: nobody is told' }),
    secret: z.string().meta({ description: 'Verifies `webhook-signature`, as Standard Webhooks says' }),
    disabled_at: z.string().nullable(),
    disabled_why: z.string().nullable(),
  })
  .meta({ id: 'FormCallback' })

/** Who is told of each completion, and how they know that it is we. */
export const readCallbackRow = endpoint({
  ...described,
  method: 'GET',
  path: '/api/admin/forms/{form_id}/callback',
  summary: 'Get the callback of a form',
  responses: { 200: callbackView },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { formsAdmin }: FormsServices) {
    const place = formPlace(principal, query, params)
    const form = await requireForm(formsAdmin, scopeOf(principal), place)
    const { workflow } = await formsAdmin.workflows.find(place.tenantId, form.agentId)
    return reply(200, {
      url: workflow.form?.callbackUrl ?? null,
      secret: formsAdmin.callbackSecret(form.agentId),
      disabled_at: timeOf(form.callbackDisabledAt),
      disabled_why: form.callbackDisabledWhy,
    })
  },
})

/** After a receiver has said 410. */
export const enableCallbackRow = endpoint({
  ...described,
  method: 'POST',
  path: '/api/admin/forms/{form_id}/callback/enable',
  summary: 'Enable the callback of a form again',
  description: 'For completions from now on; what was given up meanwhile may be delivered again one by one.',
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { formsAdmin }: FormsServices) {
    const [scope, place] = [scopeOf(principal), formPlace(principal, query, params)]
    await requireForm(formsAdmin, scope, place)
    const { tenantId, formId } = place
    if (!(await formsAdmin.store.forms.setCallbackDisabled(scope, tenantId, formId, null))) throw formNotFound()
    return reply(204)
  },
})

/** A trial, at once and once. */
export const tryCallbackRow = endpoint({
  ...described,
  method: 'POST',
  path: '/api/admin/forms/{form_id}/callback/test',
  summary: 'Send a test callback',
  description: 'Signed like every callback, with null for every answer and a `webhook-id` that begins with `test_`.',
  responses: {
    200: z.object({
      id: z.string(),
      url: z.string(),
      delivered: z.boolean(),
      status: z.int().nullable().meta({ description: "The receiver's; null where no answer came" }),
      answer: z.string().nullable().meta({ description: 'At most 2,048 bytes of it' }),
      error: z.string().nullable(),
      latency_ms: z.int(),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ request, reply, principal, query, params }, { formsAdmin }: FormsServices) {
    const place = formPlace(principal, query, params)
    const trial = await tryCallback(formsAdmin, scopeOf(principal), place, request.signal)
    const { isDelivered: delivered, latencyMs: latency_ms, ...told } = trial
    return reply(200, { ...told, delivered, latency_ms })
  },
})
