import { z } from 'zod'
import { requireTenant } from '@/lib/admin/checked-ids'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { formState, stateOf } from './form-schemas'
import type { FormsServices } from './forms-services'

const listed = z
  .object({
    ...formState,
    name: z.string(),
    slug: z.string().nullable().meta({ description: 'Its name in addresses and in the line of the widget' }),
    active_version: z.int().nullable(),
    responses: z
      .object({ started: z.int(), completed: z.int(), open: z.int() })
      .meta({ description: 'Of those in which a question was asked' }),
  })
  .meta({ id: 'ListedForm' })

/** A tenant's forms. */
export const listFormsRow = endpoint({
  method: 'GET',
  path: '/api/admin/forms',
  dialect: consoleDialect,
  summary: 'List forms',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery,
  responses: { 200: z.object({ forms: z.array(listed) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { formsAdmin }: FormsServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    await requireTenant(formsAdmin.store.access, scope, tenantId)
    const forms = await formsAdmin.store.forms.listForms(scope, tenantId)
    return reply(200, {
      forms: forms.map((form) => ({
        ...stateOf(form),
        name: form.name,
        slug: form.slug,
        active_version: form.activeVersion,
        responses: form.counts,
      })),
    })
  },
})
