import { z } from 'zod'
import { countConversations } from '@/lib/admin/insight/count-conversations'
import { isoTime } from '@/lib/dialects/console/conversations/conversation-schemas'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { insightQuery, insightWanted } from './insight-query'

/** Conversations and completion over time. */
export const conversationSeriesRow = endpoint({
  method: 'GET',
  path: '/api/admin/insight/conversations',
  dialect: consoleDialect,
  summary: 'Conversations over time',
  description: 'By the day or hour (in UTC) in which they began, with what became of them since. Without trials.',
  auth: hmacOrCookie('either', 'analyst'),
  query: insightQuery.extend({ by: z.enum(['day', 'hour']).default('day') }),
  responses: {
    200: z.object({
      by: z.enum(['day', 'hour']),
      series: z.array(
        z.object({ at: z.string(), started: z.int(), completed: z.int(), failed: z.int(), abandoned: z.int() }),
      ),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin }: ConversationServices) {
    const { by } = query
    const series = await countConversations(conversationAdmin, scopeOf(principal), {
      ...insightWanted(principal, query),
      by,
    })
    return reply(200, { by, series: series.map((row) => ({ ...row, at: isoTime(row.at) })) })
  },
})
