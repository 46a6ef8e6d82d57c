import { z } from 'zod'
import { copyAgent } from '@/lib/admin/agents/copy-agent'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentName, agentParams, createdAgent, placeOf } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { editorOf } from './editor-of'

/** Our own administration. */
export const copyAgentRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents/{agent_id}/copy',
  dialect: consoleDialect,
  summary: 'Copy an agent',
  description:
    'A new agent whose draft is the draft of this one, else its version in force. Nobody can talk with it before the draft is published. Forms are not copied.',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  body: z.object({ name: agentName }),
  responses: { 201: createdAgent },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query, body }, { agentAdmin }: AgentsServices) {
    const { agentId, document, revision } = await copyAgent(agentAdmin, scopeOf(principal), {
      ...placeOf(principal, query, params),
      name: body.name.trim(),
      by: await editorOf(principal, agentAdmin.store.access),
    })
    return reply(201, { agent_id: agentId, form_id: null, draft: { document, revision } })
  },
})
