import { z } from 'zod'
import { responseBody } from '@/lib/admin/forms/export-responses'
import { requireResponse, responseNotFound } from '@/lib/admin/forms/require-response'
import { viewResponse } from '@/lib/admin/forms/response-view'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { formParams, formPlace } from './form-schemas'
import type { FormsServices } from './forms-services'
import { responseView, revealFor, revealQuery } from './response-schemas'

const described = {
  path: '/api/admin/forms/{form_id}/responses/{conversation_id}',
  dialect: consoleDialect,
  params: formParams.extend({ conversation_id: z.guid().toLowerCase() }),
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
} as const

/** What one person has answered. */
export const readResponseRow = endpoint({
  ...described,
  method: 'GET',
  summary: 'Get a response',
  auth: hmacOrCookie('either', 'analyst'),
  query: revealQuery,
  responses: { 200: responseView },
  async handler({ reply, principal, query, params }, { formsAdmin, log }: FormsServices & HttpServices) {
    const reveal = revealFor(principal, query, log, params.form_id)
    const place = { ...formPlace(principal, query, params), conversationId: params.conversation_id }
    const { fields, response } = await requireResponse(formsAdmin, scopeOf(principal), place)
    return reply(200, responseBody(viewResponse(fields, response, reveal)))
  },
})

/** A response goes with its conversation and what waits to be delivered of it. */
export const deleteResponseRow = endpoint({
  ...described,
  method: 'DELETE',
  summary: 'Delete a response',
  description: 'With its whole conversation, for good. A turn that runs in it is cancelled.',
  auth: hmacOrCookie('either', 'editor'),
  query: tenantQuery,
  responses: { 204: null },
  async handler({ reply, principal, query, params }, { formsAdmin, conversations }: FormsServices) {
    const scope = scopeOf(principal)
    const place = { ...formPlace(principal, query, params), conversationId: params.conversation_id }
    const { response } = await requireResponse(formsAdmin, scope, place)
    if (!(await formsAdmin.store.conversations.deleteConversation(scope, response.conversationId)))
      throw responseNotFound()
    conversations.running.abort(response.conversationId, 'cancelled')
    return reply(204)
  },
})
