import { z } from 'zod'
import { readConversation } from '@/lib/admin/conversations/read-conversation'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConversationServices } from './conversation-services'
import { detailBody, detailView } from './detail-schemas'
import { isMaskedFor } from './is-masked-for'

export const conversationParams = z.object({ conversation_id: z.guid().toLowerCase() })

/** One conversation with its variables, calls, transitions and messages. */
export const readConversationRow = endpoint({
  method: 'GET',
  path: '/api/admin/conversations/{conversation_id}',
  dialect: consoleDialect,
  summary: 'Get a conversation',
  description:
    'Calls, transitions and the origin of variables are of the newest 500 turns. Analysts read sensitive answers masked.',
  auth: hmacOrCookie('either', 'analyst'),
  params: conversationParams,
  query: z.object({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0).meta({ description: 'Messages to pass over' }),
    limit: z.coerce.number().int().min(1).max(500).default(200).meta({ description: 'Messages at most' }),
  }),
  responses: { 200: detailView },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { conversationAdmin }: ConversationServices) {
    const wanted = { ...query, conversationId: params.conversation_id, masks: isMaskedFor(principal) }
    return reply(200, detailBody(await readConversation(conversationAdmin, scopeOf(principal), wanted)))
  },
})
