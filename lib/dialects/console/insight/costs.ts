import { z } from 'zod'
import { sumCosts } from '@/lib/admin/insight/sum-costs'
import { isoTime } from '@/lib/dialects/console/conversations/conversation-schemas'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { insightQuery, insightWanted } from './insight-query'

const sums = {
  calls: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost: z.number().meta({ description: 'Of the calls whose price is known' }),
  unpriced_calls: z.int(),
}

/** Tokens and money. */
export const costsRow = endpoint({
  method: 'GET',
  path: '/api/admin/insight/cost',
  dialect: consoleDialect,
  summary: 'Tokens and money',
  description: 'Of model calls, by day in UTC, agent, model and what they were for. Days without calls are left out.',
  auth: hmacOrCookie('either', 'analyst'),
  query: insightQuery,
  responses: {
    200: z.object({
      rows: z.array(
        z.object({
          ...{ at: z.string(), agent_id: z.guid(), agent_name: z.string().nullable() },
          purpose: z
            .enum(['conversation', 'analysis'])
            .meta({ description: 'Answers in conversations, or what their analysis asked afterwards' }),
          ...{ provider: z.string(), model: z.string(), ...sums },
        }),
      ),
      total: z.object(sums),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin }: ConversationServices) {
    const found = await sumCosts(conversationAdmin, scopeOf(principal), insightWanted(principal, query))
    const rows = found.map((row) => ({
      ...{ at: isoTime(row.at), agent_id: row.agentId, agent_name: row.agentName, provider: row.provider },
      ...{
        purpose: row.purpose,
        model: row.model,
        calls: row.calls,
        input_tokens: row.inputTokens,
        output_tokens: row.outputTokens,
      },
      ...{ cost: row.cost, unpriced_calls: row.unpriced },
    }))
    const sum = (name: keyof typeof sums) => rows.reduce((total, row) => total + row[name], 0)
    return reply(200, {
      rows,
      total: {
        ...{ calls: sum('calls'), input_tokens: sum('input_tokens'), output_tokens: sum('output_tokens') },
        ...{ cost: sum('cost'), unpriced_calls: sum('unpriced_calls') },
      },
    })
  },
})
