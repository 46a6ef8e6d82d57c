import { z } from 'zod'
import { measureLatency } from '@/lib/admin/insight/measure-latency'
import { isoTime } from '@/lib/dialects/console/conversations/conversation-schemas'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { insightQuery, insightWanted } from './insight-query'

const spread = z.object({ count: z.int(), p50: z.number(), p95: z.number() }).nullable()

const figures = {
  turn_ms: spread.meta({ description: 'From the message to the end of its answer; null: there was none' }),
  first_token_ms: spread.meta({ description: "Until a model's first words; null: no model replied" }),
}

/** How long people wait. */
export const latencyRow = endpoint({
  method: 'GET',
  path: '/api/admin/insight/latency',
  dialect: consoleDialect,
  summary: 'Time to the first words and of whole turns',
  description: 'By day in UTC and over all of them: half of the turns took at most `p50`, all but one in twenty `p95`.',
  auth: hmacOrCookie('either', 'analyst'),
  query: insightQuery,
  responses: { 200: z.object({ days: z.array(z.object({ at: z.string(), ...figures })), all: z.object(figures) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { conversationAdmin }: ConversationServices) {
    const wanted = insightWanted(principal, query)
    const { days, all } = await measureLatency(conversationAdmin, scopeOf(principal), wanted)
    return reply(200, {
      days: days.map(({ at, turn, firstToken }) => ({ at: isoTime(at), turn_ms: turn, first_token_ms: firstToken })),
      all: { turn_ms: all.turn, first_token_ms: all.firstToken },
    })
  },
})
