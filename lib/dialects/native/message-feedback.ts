import { z } from 'zod'
import { giveFeedback } from '@/lib/conversations/give-feedback'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { text } from '@/lib/http/text-schema'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { messagePath } from './native-schemas'
import type { NativeServices } from './native-services'

const value = z.enum(['up', 'down']).nullable()

export const rateMessage = endpoint({
  method: 'PUT',
  path: '/api/conversations/{conversation_id}/messages/{message_id}/feedback',
  dialect: nativeDialect,
  summary: 'Say whether an answer helped',
  auth: visitor(),
  params: messagePath,
  body: z.object({ value, comment: text(0, 2000).nullish() }),
  responses: { 200: z.object({ value, comment: z.string().nullable() }) },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params, body }, services: NativeServices & HttpServices) {
    const given = { value: body.value, comment: body.comment || null }
    const place = { conversationId: params.conversation_id, messageId: params.message_id }
    await lookUp({ request, principal }, services, () =>
      giveFeedback(services.conversations, principal.viewer, { ...place, ...given }),
    )
    return reply(200, given)
  },
})
