import { z } from 'zod'
import { exportAgent } from '@/lib/admin/export-agent'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { agentsAdminDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsoleServices } from './console-services'

/** Contract 6, GET /admin/agents/{tenant_id}/{agent_id}/export. */
export const exportAgentRow = endpoint({
  method: 'GET',
  path: '/admin/agents/{tenant_id}/{agent_id}/export',
  dialect: agentsAdminDialect,
  summary: 'Export an agent',
  description: '`config_json` is the document as it was imported, and imports again.',
  auth: hmac('unsigned'),
  params: z.object({ tenant_id: z.string(), agent_id: z.string() }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  responses: {
    200: z
      .object({
        tenant_id: z.string(),
        agent_id: z.string(),
        agent_name: z.string(),
        version: z.int(),
        is_active: z.boolean(),
        config_json: z.unknown(),
        global_prompt: z.string(),
        rag_enabled: z.boolean(),
        rag_config_id: z.string().nullable(),
        created_at: z.string(),
        created_by: z.string(),
        notes: z.string().nullable(),
      })
      .meta({ id: 'ExportedAgent' }),
  },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: ConsoleServices) {
    const { version } = query
    const exported = await exportAgent(agentAdmin, scopeOf(principal), {
      tenantId: params.tenant_id,
      agentId: params.agent_id,
      ...(version === undefined ? {} : { version }),
    })
    return reply(200, {
      tenant_id: exported.tenantId,
      agent_id: exported.agentId,
      agent_name: exported.agentName,
      version: exported.version,
      is_active: exported.isActive,
      config_json: JSON.parse(exported.document),
      global_prompt: exported.globalPrompt,
      rag_enabled: exported.ragEnabled,
      rag_config_id: exported.ragConfigId,
      created_at: new Date(exported.createdAt).toISOString(),
      created_by: exported.createdBy,
      notes: exported.notes,
    })
  },
})
