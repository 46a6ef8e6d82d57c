import { importForm } from '@/lib/admin/import-form'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { documentOf } from './document-of'
import { formParams, formPlace, imported, importedOf, versionBody } from './form-schemas'
import type { FormsServices } from './forms-services'

/** The next version of a form. */
export const replaceFormRow = endpoint({
  method: 'PUT',
  path: '/api/admin/forms/{form_id}',
  dialect: consoleDialect,
  summary: 'Give a form its next version',
  description: 'Conversations that have begun keep theirs.',
  auth: hmacOrCookie('either', 'editor'),
  params: formParams,
  body: versionBody,
  query: tenantQuery,
  responses: { 200: imported },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'VALIDATION_FAILED'],
  async handler({ reply, principal, query, params, body }, { agentAdmin }: FormsServices) {
    const result = await importForm(agentAdmin, scopeOf(principal), {
      ...formPlace(principal, query, params),
      ...documentOf(body.document),
      ...{ activate: body.activate, notes: body.notes ?? null, dryRun: body.dry_run },
    })
    return reply(200, importedOf(result))
  },
})
