import { z } from 'zod'
import { type AgentCreationPorts, createAgent } from '@/lib/admin/agents/create-agent'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { agentName, createdAgent } from './agent-schemas'
import { editorOf } from './editor-of'

const templates = ['front_desk', 'qualification', 'documents', 'survey', 'data', 'blank'] as const

/** Our own administration. */
export const createAgentRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents',
  dialect: consoleDialect,
  summary: 'Create an agent from a template',
  description:
    'It has a draft and no version: nobody can talk with it before the draft is published. `survey` makes a form. (Documents of your own are imported with POST /admin/agents/import.)',
  auth: hmacOrCookie('either', 'editor'),
  query: tenantQuery,
  body: z.object({ template: z.enum(templates), name: agentName }),
  responses: {
    201: createdAgent,
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, body }, { agentAdmin }: { agentAdmin: AgentCreationPorts }) {
    const { agentId, formId, document, revision } = await createAgent(agentAdmin, scopeOf(principal), {
      tenantId: tenantOf(principal, query),
      template: body.template,
      name: body.name.trim(),
      by: await editorOf(principal, agentAdmin.store.access),
    })
    return reply(201, { agent_id: agentId, form_id: formId, draft: { document, revision } })
  },
})
