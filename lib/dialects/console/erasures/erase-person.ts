import { z } from 'zod'
import { erasePerson, type Named } from '@/lib/admin/erase/erase-person'
import type { RunningTurns } from '@/lib/conversations/running-turns'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { actorOf } from '@/lib/http/audit'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { counts, receiptBody, receiptView } from './erasure-schemas'

const named = {
  external_user_id: text(1, 400).optional().meta({ description: "The integration's own name for them" }),
  visitor_id: text(1, 128).optional().meta({ description: 'Of the chat page and the widget' }),
  subject: text(1, 400).optional().meta({ description: '`person:<id>` or `external:<id>`, as in tokens' }),
  email: text(3, 320).optional().meta({ description: 'Of somebody who signed in, or said it in a conversation' }),
  conversation_id: z.guid().optional(),
  answer: z
    .object({ field: text(1, 200), value: text(1, 1000) })
    .optional()
    .meta({ description: 'Whoever gave this answer' }),
}

const body = z
  .strictObject({
    ...named,
    dry_run: z.boolean().optional().meta({ description: 'Counts what would go and deletes nothing' }),
  })
  .refine((given) => Object.keys(named).filter((name) => name in given).length === 1, {
    error: `Name whom by exactly one of ${Object.keys(named).join(', ')}`,
  })

type Services = ConversationServices & { conversations: { running: Pick<RunningTurns, 'abort'> } }

/** What is known of one person, everywhere. */
export const erasePersonRow = endpoint({
  method: 'POST',
  path: '/api/admin/erasures',
  dialect: consoleDialect,
  summary: 'Erase a person',
  description:
    'Deletes their conversations with all that belongs to them, their sessions, memberships and tokens, for good, and keeps a receipt that names them by a hash alone.',
  auth: hmacOrCookie('either', 'owner'),
  isUnaudited: ({ dry_run }) => dry_run === true,
  query: tenantQuery,
  body,
  responses: {
    200: z.object({ dry_run: z.boolean(), counts, receipt: receiptView.nullable() }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, body }, { conversationAdmin, conversations }: Services) {
    const { dry_run: dryRun = false } = body
    const tenantId = tenantOf(principal, query)
    const wanted = { tenantId, named: namedBy(body), by: actorOf(principal) ?? 'platform', dryRun }
    const erased = await erasePerson(conversationAdmin, scopeOf(principal), wanted)
    if (!dryRun) for (const id of erased.conversationIds) conversations.running.abort(id, 'cancelled')
    return reply(200, {
      dry_run: dryRun,
      counts: { ...erased.counts },
      receipt: erased.receipt && receiptBody(erased.receipt),
    })
  },
})

function namedBy({ answer, ...given }: z.output<typeof body>): Named {
  if (answer) return { kind: 'answer', ...answer }
  for (const kind of ['external_user_id', 'visitor_id', 'subject', 'email', 'conversation_id'] as const) {
    const value = given[kind]
    if (value !== undefined) return { kind, value }
  }
  throw new Error('The schema lets no body without a name through')
}
