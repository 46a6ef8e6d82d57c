import { z } from 'zod'
import { importAgent } from '@/lib/admin/import-agent'
import { importResult, importResultOf } from '@/lib/dialects/console/import-body'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { jsonObject } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { editorOf } from './editor-of'

/** Our own administration: contract 6's import for a person who signed in. */
export const importDocumentRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents/import',
  dialect: consoleDialect,
  summary: 'Import a document',
  description: 'Makes the next version of the agent that it names, or its first. 422: all that is wrong with it.',
  auth: hmacOrCookie('either', 'editor'),
  query: tenantQuery,
  body: z.object({
    document: jsonObject.meta({ description: 'An object with `agent` and `workflow`, or with `assistant`' }),
    note: z.string().max(10_000).nullish(),
    dry_run: z.boolean().default(false).meta({ description: 'Checks everything and writes nothing' }),
    activate: z.boolean().default(true).meta({ description: 'False makes a version without activating it' }),
  }),
  responses: { 200: importResult },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'VALIDATION_FAILED'],
  async handler({ reply, principal, query, body }, { agentAdmin }: AgentsServices) {
    const result = await importAgent(agentAdmin, scopeOf(principal), {
      tenantId: tenantOf(principal, query),
      agentJson: body.document,
      notes: body.note?.trim() || null,
      createdBy: await editorOf(principal, agentAdmin.store.access),
      dryRun: body.dry_run,
      activate: body.activate,
    })
    return reply(200, importResultOf(result))
  },
})
