import { hideMessage } from '@/lib/conversations/hide-message'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { messagePath } from './native-schemas'
import type { NativeServices } from './native-services'

export const hideChatMessage = endpoint({
  method: 'DELETE',
  path: '/api/conversations/{conversation_id}/messages/{message_id}',
  dialect: nativeDialect,
  summary: 'Hide a message',
  description: 'It leaves lists, searches and what a model is shown.',
  auth: visitor(),
  params: messagePath,
  responses: { 204: null },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const place = { conversationId: params.conversation_id, messageId: params.message_id }
    await lookUp({ request, principal }, services, () => hideMessage(services.conversations, principal.viewer, place))
    return reply(204)
  },
})
