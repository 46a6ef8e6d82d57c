import { z } from 'zod'
import { requireTenant } from '@/lib/admin/checked-ids'
import { type DraftFormPorts, draftForm } from '@/lib/admin/draft-form'
import type { AccessStore } from '@/lib/domain/access-store'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'

type Services = { formDrafter: DraftFormPorts; store: { access: Pick<AccessStore, 'claimOnce' | 'getTenant'> } }

/** A form from a sentence, by a model: nothing is stored. */
export const draftFormRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/forms/draft',
  dialect: consoleDialect,
  summary: 'Draft a form',
  description: 'A model drafts a form from what it is told to collect. Nothing is stored: look at it, then import it.',
  auth: hmacOrCookie('either', 'editor'),
  query: tenantQuery,
  body: z.object({ wish: text(1, 2000).meta({ description: 'What to collect, in a sentence or two' }) }),
  responses: { 200: z.object({ document: z.record(z.string(), z.json()) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'MODEL_UNAVAILABLE'],
  async handler({ request, reply, principal, query, body }, { formDrafter, store }: Services) {
    const tenantId = tenantOf(principal, query)
    await requireTenant(store.access, scopeOf(principal), tenantId)
    return reply(200, { document: await draftForm(formDrafter, { tenantId, wish: body.wish }, request.signal) })
  },
})
