import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { conversationBody, conversationPath } from './native-schemas'
import type { NativeServices } from './native-services'
import { conversationView } from './native-views'
import { openChat } from './open-chat'

/** A conversation with its messages, and the turn that runs in it now. */
export const readChat = endpoint({
  method: 'GET',
  path: '/api/conversations/{conversation_id}',
  dialect: nativeDialect,
  summary: 'Read a conversation',
  auth: visitor(),
  params: conversationPath,
  responses: { 200: conversationBody },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    const found = await lookUp({ request, principal }, services, () =>
      openChat(services, viewer, params.conversation_id),
    )
    // Under the name it was asked by: a form's page knows no other.
    return reply(200, { ...(await conversationView(services, viewer, found)), id: params.conversation_id })
  },
})
