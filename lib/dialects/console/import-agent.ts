import { z } from 'zod'
import { importAgent } from '@/lib/admin/import-agent'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { agentsAdminDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsoleServices } from './console-services'
import { importBody, importInput, importResult, importResultOf } from './import-body'

/** Contract 6, POST /admin/agents/import. */
export const importAgentRow = endpoint({
  method: 'POST',
  path: '/admin/agents/import',
  dialect: agentsAdminDialect,
  summary: 'Import an agent',
  description: 'Makes the next version from a configuration and activates it. Running conversations keep theirs.',
  auth: hmac('unsigned'),
  body: importBody,
  responses: { 200: z.object({ success: z.boolean(), result: importResult }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, body }, { agentAdmin }: ConsoleServices) {
    const result = await importAgent(agentAdmin, scopeOf(principal), importInput(body))
    return reply(200, { success: true, result: importResultOf(result) })
  },
})
