import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { findThread } from './thread-find'
import { thread, threadPath } from './thread-schemas'
import { threadView } from './thread-view'
import type { ThreadsServices } from './threads-services'

/** Contract 3, Get Thread Metadata. */
export const readThread = endpoint({
  method: 'GET',
  path: '/threads/{thread_id}',
  dialect: threadsDialect,
  summary: 'Read a thread',
  auth: visitor(),
  params: threadPath,
  responses: { 200: thread },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, principal, reply, params }, services: ThreadsServices & HttpServices) {
    return reply(200, threadView(await findThread(params.thread_id, { request, principal }, services)))
  },
})
