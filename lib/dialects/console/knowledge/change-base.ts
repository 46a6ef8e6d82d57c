import { changeBase } from '@/lib/admin/knowledge/change-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { baseParams, baseView, placeOf, settingsBody, settingsChange, viewOfBase } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** How a base is searched. */
export const changeBaseRow = endpoint({
  method: 'PATCH',
  path: '/api/admin/knowledge/{base}',
  dialect: consoleDialect,
  summary: 'Change how a knowledge base is searched',
  description: 'What is not named stays; null takes a setting out.',
  auth: hmacOrCookie('either', 'editor'),
  params: baseParams,
  body: settingsBody,
  query: tenantQuery,
  responses: { 200: baseView },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, params, body }, { knowledgeAdmin }: KnowledgeServices) {
    const wanted = { ...placeOf(principal, query, params), change: settingsChange(body) }
    return reply(200, viewOfBase(await changeBase(knowledgeAdmin, scopeOf(principal), wanted)))
  },
})
