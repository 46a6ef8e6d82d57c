import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { placeIn } from '@/lib/http/last-event-id'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { turnPath } from './native-schemas'
import type { NativeServices } from './native-services'
import { openChat } from './open-chat'
import { turnStream } from './stream-turn'

/** A turn as it happens, or as it was: from its start or from where its reader has left it. */
export const followChatTurn = endpoint({
  method: 'GET',
  path: '/api/conversations/{conversation_id}/turns/{turn_id}/stream',
  dialect: nativeDialect,
  summary: 'Follow a turn',
  auth: visitor(),
  params: turnPath,
  query: z.object({ from: z.string().optional().meta({ description: 'For clients that cannot send Last-Event-ID' }) }),
  headers: z.object({ 'last-event-id': z.string().optional() }),
  responses: { 200: z.string().meta({ description: 'text/event-stream' }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, params, query, headers }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    const from = placeIn(headers['last-event-id'] ?? query.from)
    return lookUp({ request, principal }, services, async () => {
      const conversation = await openChat(services, viewer, params.conversation_id)
      return turnStream({ request, viewer, conversation, turnId: params.turn_id, from }, services)
    })
  },
})
