import { z } from 'zod'
import { listVersions } from '@/lib/admin/list-versions'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import type { ConsoleServices } from './console-services'

/** Our own administration: the versions of one agent. */
export const listVersionsRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents/{agent_id}/versions',
  dialect: consoleDialect,
  summary: 'List the versions of an agent',
  auth: hmacOrCookie('either', 'analyst'),
  params: z.object({ agent_id: z.string() }),
  query: tenantQuery,
  responses: {
    200: z.object({
      agent_id: z.string(),
      versions: z.array(
        z.object({
          version: z.int(),
          name: z.string(),
          is_active: z.boolean(),
          notes: z.string().nullable(),
          created_by: z.string(),
          created_at: z.string(),
        }),
      ),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: ConsoleServices) {
    const wanted = { tenantId: tenantOf(principal, query), agentId: params.agent_id }
    const versions = await listVersions(agentAdmin, scopeOf(principal), wanted)
    return reply(200, {
      agent_id: versions[0]?.agentId ?? params.agent_id,
      versions: versions.map((version) => ({
        version: version.version,
        name: version.name,
        is_active: version.isActive,
        notes: version.notes,
        created_by: version.createdBy,
        created_at: new Date(version.createdAt).toISOString(),
      })),
    })
  },
})
