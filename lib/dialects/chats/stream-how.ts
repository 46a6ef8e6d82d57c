import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { encodeReply } from '@/lib/http/encode-reply'
import { endpoint } from '@/lib/http/endpoint'
import { errorReply } from '@/lib/http/error-reply'
import { chatsDialect } from '@/lib/http/http-dialect'
import { visitor } from '@/lib/http/visitor'

const how =
  'Send the message with POST and read the answer as a stream of events (with fetch: EventSource sends no body). ' +
  'An answer that was begun is followed with GET /api/chats/messages/{message_id}/stream/.'

/** Contract 5's sample opens an EventSource with POST, which browsers turn into this GET: they are told what to do. */
export const explainChatStream = endpoint({
  method: 'GET',
  path: '/api/chats/messages/chat/stream/',
  dialect: chatsDialect,
  summary: 'Says how to stream',
  auth: visitor(),
  responses: { 405: z.unknown() },
  errors: ['METHOD_NOT_ALLOWED'],
  async handler({ request }) {
    const refusal = errorReply(new AppError('METHOD_NOT_ALLOWED', how), chatsDialect, request.id)
    return encodeReply({ ...refusal, headers: { ...refusal.headers, allow: 'POST' } })
  },
})
