import { hideConversation } from '@/lib/conversations/hide-conversation'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { conversationPath } from './native-schemas'
import type { NativeServices } from './native-services'

export const hideChat = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{conversation_id}',
  dialect: nativeDialect,
  summary: 'Take a conversation off the list',
  description: 'Nothing is deleted: it can be restored.',
  auth: visitor(),
  params: conversationPath,
  responses: { 204: null },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    await lookUp({ request, principal }, services, () =>
      hideConversation(services.conversations, principal.viewer, params.conversation_id),
    )
    return reply(204)
  },
})
