import { z } from 'zod'
import { listConversations } from '@/lib/conversations/list-conversations'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import { text } from '@/lib/http/text-schema'
import { visitor } from '@/lib/http/visitor'
import { summary } from './native-schemas'
import type { NativeServices } from './native-services'
import { summaryView } from './native-views'

// `<time>_<id>` of the last row of the page before.
const cursor = z
  .string()
  .regex(/^\d{1,15}_[\da-f-]{36}$/, { error: 'Not a cursor of this list' })
  .transform((place) => ({ updatedAt: Number(place.split('_')[0]), id: place.split('_')[1] ?? '' }))
  .pipe(z.object({ updatedAt: z.int(), id: z.guid() }))

/** A visitor's conversations, newest activity first. */
export const listChats = endpoint({
  method: 'GET',
  path: '/api/conversations',
  dialect: nativeDialect,
  summary: 'List conversations',
  auth: visitor(),
  query: z.object({
    q: text(0, 200).optional().meta({ description: 'Words of the title or of a message' }),
    before: cursor.optional().meta({ description: '`next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(100).default(40),
  }),
  responses: { 200: z.object({ conversations: z.array(summary), next: z.string().nullable() }) },
  errors: [],
  async handler({ reply, principal, query }, { conversations }: NativeServices) {
    const { before, limit } = query
    const words = query.q?.trim()
    const found = await listConversations(conversations, principal.viewer, {
      ...{ limit: limit + 1, ...(before ? { before } : {}), ...(words ? { words } : {}) },
    })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const next = last && found.length > limit ? `${last.updatedAt}_${last.id}` : null
    return reply(200, { conversations: page.map(summaryView), next })
  },
})
