import { AppError } from '@/lib/domain/errors'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { formBody } from './form-schema'
import { formView } from './form-view'
import { lookUp } from './look-up'
import { conversationPath } from './native-schemas'
import type { NativeServices } from './native-services'
import { openChat } from './open-chat'

/** Where a conversation stands in a form: what an input of one's own is drawn from. */
export const readChatForm = endpoint({
  method: 'GET',
  path: '/api/conversations/{conversation_id}/form',
  dialect: nativeDialect,
  summary: 'Read the form of a conversation',
  auth: visitor(),
  params: conversationPath,
  responses: { 200: formBody },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const found = await lookUp({ request, principal }, services, () =>
      openChat(services, principal.viewer, params.conversation_id),
    )
    const form = await formView(services, found)
    if (!form) throw new AppError('NOT_FOUND', 'This conversation has met no form')
    return reply(200, form)
  },
})
