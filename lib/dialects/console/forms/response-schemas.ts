// The wire of responses: who sees what of them, and which are asked for.
import { z } from 'zod'
import { moment } from '@/lib/dialects/console/conversations/moment'
import { AppError } from '@/lib/domain/errors'
import { type ResponseFilter, responseStatuses } from '@/lib/domain/form-store'
import type { Log } from '@/lib/domain/log'
import { type ConsolePrincipal, credentialOf } from '@/lib/http/principal'
import { hasRole } from '@/lib/http/roles'
import { tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'

export const revealQuery = tenantQuery.extend({
  reveal: z
    .stringbool()
    .default(false)
    .meta({ description: 'Sensitive answers in full: for editors, owners and keys; each use is logged' }),
})

export const filterQuery = revealQuery.extend({
  status: z.enum(responseStatuses).optional(),
  search: text(1, 200).optional().meta({ description: 'Part of an id, of the source id or of an answer' }),
  since: moment.optional().meta({ description: 'Begun then or later' }),
  until: moment.optional().meta({ description: 'Begun before' }),
})

export const responseView = z
  .object({
    conversation_id: z.guid(),
    communication_id: z.int().nullable().meta({ description: 'Null: it came by the chat page or the widget' }),
    status: z.enum(responseStatuses),
    answers: z.record(z.string(), z.unknown()).meta({ description: 'Every field, null where it has no answer' }),
    asking: z.string().nullable().meta({ description: 'The field asked last, while it is open' }),
    outcome: z.enum(['complete', 'cancelled', 'used-up']).nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    ended_at: z.string().nullable(),
    source_id: z.string().nullable(),
  })
  .meta({ id: 'FormResponse' })

export function filterOf({ status, search, since, until }: z.output<typeof filterQuery>): ResponseFilter {
  return {
    ...(status && { status }),
    ...(search && { search }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}

/** Whether sensitive answers are shown, which is written to the log. Throws FORBIDDEN for a person who may not. */
export function revealFor(
  principal: ConsolePrincipal,
  { reveal }: { reveal: boolean },
  log: Log,
  form: number,
): boolean {
  if (!reveal) return false
  if (principal.kind === 'person' && !hasRole(principal, 'editor'))
    throw new AppError('FORBIDDEN', 'Sensitive answers need the role editor')
  log.info('sensitive answers are shown', { form, to: credentialOf(principal, '') })
  return true
}
