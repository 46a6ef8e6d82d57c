import { restoreConversation } from '@/lib/conversations/hide-conversation'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { conversationPath, summary } from './native-schemas'
import type { NativeServices } from './native-services'
import { summaryView } from './native-views'

export const restoreChat = endpoint({
  method: 'POST',
  path: '/api/conversations/{conversation_id}/restore',
  dialect: nativeDialect,
  summary: 'Put a conversation back on the list',
  auth: visitor(),
  params: conversationPath,
  responses: { 200: summary },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const restored = await lookUp({ request, principal }, services, () =>
      restoreConversation(services.conversations, principal.viewer, params.conversation_id),
    )
    return reply(200, summaryView(restored))
  },
})
