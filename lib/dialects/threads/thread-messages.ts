import { z } from 'zod'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { findThread } from './thread-find'
import { pageOf, threadMessage, threadPath } from './thread-schemas'
import { threadIdOf, threadMessageView } from './thread-view'
import type { ThreadsServices } from './threads-services'

const listed = z
  .object({
    messages: z.array(threadMessage),
    thread_id: z.string(),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
  })
  .meta({ id: 'ThreadMessages' })

/** Contract 3, Get Thread Messages: oldest first, what tools answered among them. */
export const listThreadMessages = endpoint({
  method: 'GET',
  path: '/threads/{thread_id}/messages',
  dialect: threadsDialect,
  summary: 'List the messages of a thread',
  auth: visitor(),
  params: threadPath,
  query: pageOf(200, 50),
  responses: { 200: listed },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params, query }, services: ThreadsServices & HttpServices) {
    const conversation = await findThread(params.thread_id, { request, principal }, services)
    const scope = tenant(principal.tenantId)
    const { messages, total } = await services.conversations.store.searchMessages(scope, conversation.id, query)
    const thread_id = threadIdOf(conversation)
    return reply(200, { messages: messages.map(threadMessageView), thread_id, total, ...query })
  },
})
