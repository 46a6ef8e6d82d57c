import type { z } from 'zod'
import type { InsightWanted } from '@/lib/admin/insight/insight-period'
import { moment } from '@/lib/dialects/console/conversations/moment'
import type { ConsolePrincipal } from '@/lib/http/principal'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'

export const agentId = text(1, 128).meta({ description: 'UUID or name' })

export const insightQuery = tenantQuery.extend({
  agent_id: agentId.optional(),
  since: moment.optional().meta({ description: 'Begun then or later; by default the newest 30 days' }),
  until: moment.optional().meta({ description: 'Begun before' }),
})

export function insightWanted(principal: ConsolePrincipal, query: z.output<typeof insightQuery>): InsightWanted {
  const { agent_id, since, until } = query
  return {
    tenantId: tenantOf(principal, query),
    ...(agent_id && { agentId: agent_id }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}
