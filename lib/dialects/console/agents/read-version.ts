import { z } from 'zod'
import { readVersion } from '@/lib/admin/agents/read-version'
import { shownDocument } from '@/lib/admin/agents/shown-document'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, isReaderOnly, placeOf, versionShape, versionView } from './agent-schemas'
import type { AgentsServices } from './agents-services'

/** Our own administration: one version of an agent, which never changes. */
export const readVersionRow = endpoint({
  method: 'GET',
  path: '/api/admin/agents/{agent_id}/versions/{version}',
  dialect: consoleDialect,
  summary: 'Get a version of an agent',
  description: 'Analysts read it without the secrets in it.',
  auth: hmacOrCookie('either', 'analyst'),
  params: agentParams.extend({ version: z.coerce.number().int().min(1) }),
  query: tenantQuery,
  responses: {
    200: z.object({ agent_id: z.string(), ...versionShape, document: z.unknown() }).meta({ id: 'AgentVersion' }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const wanted = { ...placeOf(principal, query, params), version: params.version }
    const version = await readVersion(agentAdmin, scopeOf(principal), wanted)
    return reply(200, {
      agent_id: version.agentId,
      ...versionView(version),
      document: shownDocument(version.document, isReaderOnly(principal)),
    })
  },
})
