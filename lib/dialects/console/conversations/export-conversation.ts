import { z } from 'zod'
import { exportConversation } from '@/lib/admin/conversations/export-conversation'
import { turnBody, turnView } from '@/lib/dialects/console/list-turns'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConversationServices } from './conversation-services'
import { detailBody, detailView } from './detail-schemas'
import { isMaskedFor } from './is-masked-for'
import { conversationParams } from './read-conversation'

/** All of a conversation in one file. */
export const exportConversationRow = endpoint({
  method: 'GET',
  path: '/api/admin/conversations/{conversation_id}/export',
  dialect: consoleDialect,
  summary: 'Export a conversation',
  description:
    'One JSON file: all messages, and all turns with what happened in them. For analysts sensitive answers are masked.',
  auth: hmacOrCookie('either', 'analyst'),
  params: conversationParams,
  responses: { 200: detailView.extend({ turn_log: z.array(turnBody) }).meta({ id: 'ExportedConversation' }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { conversationAdmin }: ConversationServices) {
    const { conversation_id: conversationId } = params
    const wanted = { conversationId, masks: isMaskedFor(principal) }
    const { view, turns } = await exportConversation(conversationAdmin, scopeOf(principal), wanted)
    return reply(
      200,
      { ...detailBody(view), turn_log: turns.map(turnView) },
      {
        'content-disposition': `attachment; filename="conversation-${conversationId}.json"`,
        'cache-control': 'no-store',
      },
    )
  },
})
