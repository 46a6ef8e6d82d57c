import { z } from 'zod'
import { exportForm } from '@/lib/admin/export-form'
import { requireForm } from '@/lib/admin/forms/require-form'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { formParams, formPlace, formState, stateOf } from './form-schemas'
import type { FormsServices } from './forms-services'

const version = z.coerce.number().int().min(1).optional().meta({ description: 'By default the one in force' })
const described = { dialect: consoleDialect, auth: hmacOrCookie('either', 'analyst'), params: formParams } as const

/** One form, with its definition. */
export const readFormRow = endpoint({
  ...described,
  method: 'GET',
  path: '/api/admin/forms/{form_id}',
  summary: 'Get a form',
  query: tenantQuery.extend({ version }),
  responses: {
    200: z
      .object({
        ...formState,
        name: z.string(),
        version: z.int(),
        is_active_version: z.boolean(),
        notes: z.string().nullable(),
        version_created_at: z.string(),
        version_created_by: z.string(),
        document: z.unknown().meta({ description: 'As it was imported' }),
      })
      .meta({ id: 'Form' }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { formsAdmin }: FormsServices) {
    const [scope, place] = [scopeOf(principal), formPlace(principal, query, params)]
    const form = await requireForm(formsAdmin, scope, place)
    const exported = await exportForm(formsAdmin, scope, { ...place, ...(query.version && { version: query.version }) })
    return reply(200, {
      ...stateOf(form),
      name: exported.name,
      version: exported.version,
      is_active_version: exported.isActiveVersion,
      notes: exported.notes,
      version_created_at: new Date(exported.createdAt).toISOString(),
      version_created_by: exported.createdBy,
      document: JSON.parse(exported.document),
    })
  },
})

/** The document's own text. */
export const readFormDocumentRow = endpoint({
  ...described,
  method: 'GET',
  path: '/api/admin/forms/{form_id}/document',
  summary: 'Download the document of a form',
  description: 'To the letter as it was imported; it imports again.',
  query: tenantQuery.extend({ version }),
  responses: { 200: z.record(z.string(), z.unknown()) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ principal, query, params }, { formsAdmin }: FormsServices) {
    const place = formPlace(principal, query, params)
    const wanted = { ...place, ...(query.version && { version: query.version }) }
    const { document } = await exportForm(formsAdmin, scopeOf(principal), wanted)
    return new Response(document, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="form-${place.formId}.json"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  },
})
