import { z } from 'zod'
import { changeAgentSettings, readAgentSettings } from '@/lib/admin/agent-settings'
import type { AgentSettings } from '@/lib/domain/agent'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import type { ConsoleServices } from './console-services'

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an origin such as https://example.org' })
  .refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text), { error: 'must be an origin, without a path' })
  .transform((text) => new URL(text).origin)

const settings = z
  .object({
    allowed_origins: z
      .array(origin)
      .max(100)
      .transform((origins) => [...new Set(origins)])
      .meta({ description: 'Web pages that may use the agent where the server is guarded' }),
    debug_allowed: z.boolean().meta({ description: 'Visitors may open the debug panel there too' }),
    daily_budget: z
      .number()
      .min(0)
      .nullable()
      .meta({ description: 'What its model calls may cost in a day (UTC); null: DAILY_MODEL_BUDGET' }),
  })
  .meta({ id: 'AgentSettings' })

const described = {
  path: '/api/admin/agents/{agent_id}/settings',
  dialect: consoleDialect,
  params: z.object({ agent_id: z.string() }),
  query: tenantQuery,
  responses: { 200: settings },
} as const

/** Our own administration: what is decided about an agent outside its versions. */
export const readAgentSettingsRow = endpoint({
  ...described,
  method: 'GET',
  auth: hmacOrCookie('either', 'analyst'),
  summary: 'Get the settings of an agent',
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: ConsoleServices) {
    const place = { tenantId: tenantOf(principal, query), agentId: params.agent_id }
    return reply(200, viewOf(await readAgentSettings(agentAdmin, scopeOf(principal), place)))
  },
})

/** Our own administration. */
export const changeAgentSettingsRow = endpoint({
  ...described,
  method: 'PUT',
  auth: hmacOrCookie('either', 'editor'),
  summary: 'Change the settings of an agent',
  description: 'What is left out stays as it is. Running servers see the change within seconds.',
  body: settings.partial(),
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query, body }, { agentAdmin }: ConsoleServices) {
    const place = { tenantId: tenantOf(principal, query), agentId: params.agent_id }
    const change = {
      ...(body.allowed_origins === undefined ? {} : { allowedOrigins: body.allowed_origins }),
      ...(body.debug_allowed === undefined ? {} : { debugAllowed: body.debug_allowed }),
      ...(body.daily_budget === undefined ? {} : { dailyBudget: body.daily_budget }),
    }
    return reply(200, viewOf(await changeAgentSettings(agentAdmin, scopeOf(principal), place, change)))
  },
})

function viewOf({ allowedOrigins, debugAllowed, dailyBudget }: AgentSettings): z.output<typeof settings> {
  return { allowed_origins: [...allowedOrigins], debug_allowed: debugAllowed, daily_budget: dailyBudget }
}
