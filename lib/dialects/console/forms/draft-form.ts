import { z } from 'zod'
import { type DraftFormPorts, draftForm } from '@/lib/admin/draft-form'
import { tenantOf, tenantQuery } from '@/lib/dialects/console/tenant-query'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { text } from '@/lib/http/text-schema'

/** A form from a sentence, by a model: nothing is stored. */
export const draftFormRow = endpoint({
  method: 'POST',
  path: '/api/admin/forms/draft',
  dialect: consoleDialect,
  summary: 'Draft a form',
  description: 'A model drafts a form from what it is told to collect. Nothing is stored: look at it, then import it.',
  auth: hmacOrCookie('either', 'editor'),
  query: tenantQuery,
  body: z.object({ wish: text(1, 2000).meta({ description: 'What to collect, in a sentence or two' }) }),
  responses: { 200: z.object({ document: z.record(z.string(), z.json()) }) },
  errors: ['BAD_REQUEST', 'MODEL_UNAVAILABLE'],
  async handler({ request, reply, principal, query, body }, { formDrafter }: { formDrafter: DraftFormPorts }) {
    const wanted = { tenantId: tenantOf(principal, query), wish: body.wish }
    return reply(200, { document: await draftForm(formDrafter, wanted, request.signal) })
  },
})
