import { z } from 'zod'
import { responseBody } from '@/lib/admin/forms/export-responses'
import { listResponses } from '@/lib/admin/forms/list-responses'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { scopeOf } from '@/lib/http/key-scope'
import { formParams, formPlace } from './form-schemas'
import type { FormsServices } from './forms-services'
import { nextOf, pageOf, pageQuery } from './newest-page'
import { filterOf, filterQuery, responseView, revealFor } from './response-schemas'

/** What people have answered in a form. */
export const listResponsesRow = endpoint({
  method: 'GET',
  path: '/api/admin/forms/{form_id}/responses',
  dialect: consoleDialect,
  summary: 'List the responses of a form',
  description: 'Newest first. Answers to sensitive fields are masked but for their last characters.',
  auth: hmacOrCookie('either', 'analyst'),
  params: formParams,
  query: filterQuery.extend(pageQuery.shape),
  responses: { 200: z.object({ responses: z.array(responseView), next: z.string().nullable() }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params }, { formsAdmin, log }: FormsServices & HttpServices) {
    const reveal = revealFor(principal, query, log, params.form_id)
    const wanted = { ...formPlace(principal, query, params), ...filterOf(query), ...pageOf(query), reveal }
    const { responses, next } = await listResponses(formsAdmin, scopeOf(principal), wanted)
    return reply(200, { responses: responses.map(responseBody), next: nextOf(next) })
  },
})
