import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { findThread } from './thread-find'
import { threadPath } from './thread-schemas'
import { threadIdOf } from './thread-view'
import type { ThreadsServices } from './threads-services'

const deleted = z.object({
  thread_id: z.string(),
  status: z.literal('deleted'),
  message: z.literal('Thread deleted successfully'),
})

/** Contract 3, Delete Thread: with all that was said in it, for good. A turn that runs in it is cancelled. */
export const deleteThread = endpoint({
  method: 'DELETE',
  path: '/threads/{thread_id}',
  dialect: threadsDialect,
  summary: 'Delete a thread',
  auth: visitor(),
  params: threadPath,
  responses: { 200: deleted },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ThreadsServices & HttpServices) {
    const conversation = await findThread(params.thread_id, { request, principal }, services)
    const { store, running } = services.conversations
    if (!(await store.deleteConversation(tenant(principal.tenantId), conversation.id)))
      throw new AppError('NOT_FOUND', 'Thread not found')
    running.abort(conversation.id, 'cancelled')
    const thread_id = threadIdOf(conversation)
    return reply(200, { thread_id, status: 'deleted', message: 'Thread deleted successfully' })
  },
})
