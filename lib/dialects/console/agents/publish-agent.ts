import { z } from 'zod'
import { publishDraft } from '@/lib/admin/agents/publish-draft'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, placeOf, revision } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { editorOf } from './editor-of'

/** Our own administration. */
export const publishAgentRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents/{agent_id}/publish',
  dialect: consoleDialect,
  summary: 'Publish the draft of an agent',
  description:
    'It becomes the next version and is in force at once; running conversations keep theirs. 422: all that is wrong with it.',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  body: z.object({
    revision: revision.min(1).meta({ description: 'Of the draft that was looked at' }),
    note: z.string().max(10_000).nullish().meta({ description: 'What has changed' }),
  }),
  responses: {
    200: z.object({ agent_id: z.string(), version: z.int(), previous_version: z.int().nullable() }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'VALIDATION_FAILED'],
  async handler({ reply, principal, params, query, body }, { agentAdmin }: AgentsServices) {
    const published = await publishDraft(agentAdmin, scopeOf(principal), {
      ...placeOf(principal, query, params),
      revision: body.revision,
      notes: body.note?.trim() || null,
      by: await editorOf(principal, agentAdmin.store.access),
    })
    const { agentId: agent_id, version, previousVersion: previous_version } = published
    return reply(200, { agent_id, version, previous_version })
  },
})
