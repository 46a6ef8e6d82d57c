import { z } from 'zod'
import { stopTurn } from '@/lib/conversations/stop-turn'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { turnPath } from './native-schemas'
import type { NativeServices } from './native-services'
import { openChat } from './open-chat'

/** Ends a running turn; what was said is kept. */
export const stopChatTurn = endpoint({
  method: 'POST',
  path: '/api/conversations/{conversation_id}/turns/{turn_id}/stop',
  dialect: nativeDialect,
  summary: 'Stop an answer',
  auth: visitor(),
  params: turnPath,
  responses: { 200: z.object({ stopped: z.boolean().meta({ description: 'False: it was over already' }) }) },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    return lookUp({ request, principal }, services, async () => {
      const { id } = await openChat(services, viewer, params.conversation_id)
      const turn = { conversationId: id, turnId: params.turn_id }
      return reply(200, { stopped: await stopTurn(services.conversations, tenant(viewer.tenantId), turn) })
    })
  },
})
