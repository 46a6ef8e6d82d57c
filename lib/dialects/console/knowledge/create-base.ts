import { z } from 'zod'
import { withSettings } from '@/lib/admin/knowledge/change-base'
import { createBase } from '@/lib/admin/knowledge/create-base'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { baseView, settingsBody, settingsChange, viewOfBase } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

const baseName = z.string().trim().pipe(text(1, 100))

/** A new, empty base. */
export const createBaseRow = endpoint({
  method: 'POST',
  path: '/api/admin/knowledge',
  dialect: consoleDialect,
  summary: 'Create a knowledge base',
  auth: hmacOrCookie('either', 'editor'),
  body: z.object({ name: baseName, settings: settingsBody.optional() }),
  query: tenantQuery,
  responses: { 201: baseView },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, query, body }, { knowledgeAdmin }: KnowledgeServices) {
    const settings = withSettings({}, settingsChange(body.settings ?? {}))
    const wanted = { tenantId: tenantOf(principal, query), name: body.name, settings }
    return reply(201, viewOfBase(await createBase(knowledgeAdmin, scopeOf(principal), wanted)))
  },
})
