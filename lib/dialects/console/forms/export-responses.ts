import { z } from 'zod'
import { allResponses } from '@/lib/admin/forms/all-responses'
import { responsesAsCsv, responsesAsJson } from '@/lib/admin/forms/export-responses'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { scopeOf } from '@/lib/http/key-scope'
import { formParams, formPlace } from './form-schemas'
import type { FormsServices } from './forms-services'
import { filterOf, filterQuery, responseView, revealFor } from './response-schemas'

const described = {
  dialect: consoleDialect,
  auth: hmacOrCookie('either', 'analyst'),
  params: formParams,
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
} as const

/** All responses as a table. */
export const exportCsvRow = endpoint({
  ...described,
  method: 'GET',
  path: '/api/admin/forms/{form_id}/responses.csv',
  summary: 'Export the responses of a form as CSV',
  description:
    'RFC 4180 in UTF-8, one column a field. Texts that a spreadsheet would run as a formula begin with an apostrophe.',
  responses: { 200: null },
  query: filterQuery.extend({
    bom: z.stringbool().default(false).meta({ description: 'With the mark by which older spreadsheets know UTF-8' }),
  }),
  async handler({ principal, query, params }, { formsAdmin, log }: FormsServices & HttpServices) {
    const reveal = revealFor(principal, query, log, params.form_id)
    const wanted = { ...formPlace(principal, query, params), ...filterOf(query), reveal }
    const pages = allResponses(formsAdmin, scopeOf(principal), wanted)
    return download(responsesAsCsv(pages, query), 'text/csv; charset=utf-8', `form-${params.form_id}-responses.csv`)
  },
})

/** All responses as one JSON document. */
export const exportJsonRow = endpoint({
  ...described,
  method: 'GET',
  path: '/api/admin/forms/{form_id}/responses.json',
  summary: 'Export the responses of a form as JSON',
  query: filterQuery,
  responses: { 200: z.object({ form_id: z.int(), responses: z.array(responseView) }) },
  async handler({ principal, query, params }, { formsAdmin, log }: FormsServices & HttpServices) {
    const reveal = revealFor(principal, query, log, params.form_id)
    const wanted = { ...formPlace(principal, query, params), ...filterOf(query), reveal }
    const text = responsesAsJson(allResponses(formsAdmin, scopeOf(principal), wanted), { formId: params.form_id })
    return download(text, 'application/json; charset=utf-8', `form-${params.form_id}-responses.json`)
  },
})

// A page of responses at a time, as fast as the reader takes them.
async function download(parts: AsyncGenerator<string>, type: string, fileName: string): Promise<Response> {
  // The first part tells whether there is such a form, while the status can still be chosen.
  let part = await parts.next()
  const bytes = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (part.done) return controller.close()
      controller.enqueue(bytes.encode(part.value))
      part = await parts.next()
    },
    cancel: async () => {
      await parts.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
