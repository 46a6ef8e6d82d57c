import { z } from 'zod'
import { activateVersion } from '@/lib/admin/activate-version'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import type { ConsoleServices } from './console-services'

/** Our own administration: publish a version, or roll back to an earlier one. */
export const activateVersionRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents/{agent_id}/versions/{version}/activate',
  dialect: consoleDialect,
  summary: 'Activate a version',
  description: 'New conversations get it; running ones keep theirs.',
  auth: hmacOrCookie('either', 'editor'),
  params: z.object({ agent_id: z.string(), version: z.coerce.number().int().min(1) }),
  query: tenantQuery,
  responses: {
    200: z.object({ agent_id: z.string(), version: z.int(), previous_version: z.int().nullable() }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: ConsoleServices) {
    const wanted = { tenantId: tenantOf(principal, query), agentId: params.agent_id, version: params.version }
    const activated = await activateVersion(agentAdmin, scopeOf(principal), wanted)
    const { agentId: agent_id, version, previousVersion: previous_version } = activated
    return reply(200, { agent_id, version, previous_version })
  },
})
