import { z } from 'zod'
import { renameConversation } from '@/lib/conversations/rename-conversation'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { text } from '@/lib/http/text-schema'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { conversationPath, summary } from './native-schemas'
import type { NativeServices } from './native-services'
import { summaryView } from './native-views'

export const renameChat = endpoint({
  method: 'PATCH',
  path: '/api/conversations/{conversation_id}',
  dialect: nativeDialect,
  summary: 'Rename a conversation',
  auth: visitor(),
  params: conversationPath,
  body: z.object({ title: z.string().trim().pipe(text(1, 200)) }),
  responses: { 200: summary },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params, body }, services: NativeServices & HttpServices) {
    const renamed = await lookUp({ request, principal }, services, () =>
      renameConversation(services.conversations, principal.viewer, params.conversation_id, body.title),
    )
    return reply(200, summaryView(renamed))
  },
})
