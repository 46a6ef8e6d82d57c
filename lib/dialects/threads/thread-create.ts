import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { endpoint } from '@/lib/http/endpoint'
import { threadsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { beginThread } from './thread-begin'
import { seekThread } from './thread-find'
import { thread, threadId } from './thread-schemas'
import { threadView } from './thread-view'
import type { ThreadsServices } from './threads-services'

const wanted = z
  .object({
    thread_id: threadId.nullish().meta({ description: 'Of the client’s own; a UUID is made where there is none' }),
    title: z.string().trim().max(200, { error: 'must have at most 200 characters' }).nullish(),
  })
  .nullish()

/** Contract 3, Create Thread. */
export const createThread = endpoint({
  method: 'POST',
  path: '/threads',
  dialect: threadsDialect,
  summary: 'Create a thread',
  auth: visitor(),
  body: wanted,
  responses: { 201: thread },
  errors: ['BAD_REQUEST', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND'],
  async handler({ request, principal, reply, body }, services: ThreadsServices & HttpServices) {
    const ids = { threadId: body?.thread_id ?? null, title: body?.title || null }
    if (ids.threadId !== null && (await seekThread(ids.threadId, { principal }, services))) throw taken
    const made = await beginThread({ request, principal }, ids, services)
    if (made === 'taken') throw taken
    return reply(201, threadView(made.conversation), made.headers)
  },
})

const taken = new AppError('CONFLICT', 'A thread with this id exists, or did. Leave the id out to have one made.')
