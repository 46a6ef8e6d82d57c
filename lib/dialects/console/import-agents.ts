import { z } from 'zod'
import { importAgents } from '@/lib/admin/import-agents'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { agentsAdminDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsoleServices } from './console-services'
import { importBody, importInput, importResult, importResultOf } from './import-body'

/** Contract 6, POST /admin/agents/import/bulk. */
export const importAgentsRow = endpoint({
  method: 'POST',
  path: '/admin/agents/import/bulk',
  dialect: agentsAdminDialect,
  summary: 'Import many agents',
  description: 'Each on its own: one that fails does not hold back the others.',
  auth: hmac('unsigned'),
  body: z.object({ agents: z.array(importBody).min(1).max(50) }),
  responses: {
    200: z.object({ total: z.int(), succeeded: z.int(), failed: z.int(), results: z.array(importResult) }),
  },
  errors: [],
  async handler({ reply, principal, body }, { agentAdmin }: ConsoleServices) {
    const done = await importAgents(agentAdmin, scopeOf(principal), body.agents.map(importInput))
    return reply(200, { ...done, results: done.results.map(importResultOf) })
  },
})
