import { importForm } from '@/lib/admin/import-form'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { documentOf } from './document-of'
import { imported, importedOf, versionBody } from './form-schemas'
import type { FormsServices } from './forms-services'

/** A new form; a document that names a form that is there makes its next version. */
export const createFormRow = endpoint({
  method: 'POST',
  path: '/api/admin/forms',
  dialect: consoleDialect,
  summary: 'Create a form',
  description: 'Makes a form from a document, or the next version of the one that the document names by its id.',
  auth: hmacOrCookie('either', 'editor'),
  body: versionBody,
  query: tenantQuery,
  responses: { 200: imported, 201: imported },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'VALIDATION_FAILED'],
  async handler({ reply, principal, query, body }, { agentAdmin }: FormsServices) {
    const result = await importForm(agentAdmin, scopeOf(principal), {
      tenantId: tenantOf(principal, query),
      ...documentOf(body.document),
      ...{ activate: body.activate, notes: body.notes ?? null, dryRun: body.dry_run },
    })
    return reply(result.action === 'created' ? 201 : 200, importedOf(result))
  },
})
