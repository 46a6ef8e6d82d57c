import { z } from 'zod'
import { type AgentCreationPorts, createAgent } from '@/lib/admin/agents/create-agent'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
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
  body: z.object({ template: z.enum(templates), name: text(1, 120).refine((name) => name.trim() !== '') }),
  responses: {
    201: z
      .object({
        agent_id: z.string(),
        form_id: z.int().nullable(),
        draft: z.object({ document: z.unknown(), revision: z.int() }),
      })
      .meta({ id: 'CreatedAgent' }),
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
