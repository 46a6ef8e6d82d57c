import { z } from 'zod'
import { requireTenant } from '@/lib/admin/checked-ids'
import { requireForm } from '@/lib/admin/forms/require-form'
import { deliveryStatuses, type ListedDelivery } from '@/lib/domain/delivery-store'
import { AppError } from '@/lib/domain/errors'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { formId, timeOf } from './form-schemas'
import type { FormsServices } from './forms-services'
import { nextOf, pageOf, pageQuery } from './newest-page'

const kinds = ['webhook', 'action', 'callback'] as const

export const deliveryView = z
  .object({
    id: z.guid().meta({ description: 'The `webhook-id` of all its tries' }),
    kind: z.enum(kinds),
    event: z.string(),
    url: z.string().meta({ description: 'Without its query, which may be a secret' }),
    conversation_id: z.guid(),
    status: z.enum(deliveryStatuses),
    attempts: z.int(),
    created_at: z.string(),
    next_attempt_at: z.string().nullable(),
    last_status: z.int().nullable().meta({ description: "The receiver's last answer" }),
    last_error: z.string().nullable(),
    delivered_at: z.string().nullable(),
    tries: z
      .array(
        z.object({
          at: z.string(),
          status: z.int().nullable().meta({ description: 'Null: there was no answer' }),
          error: z.string().nullable().meta({ description: 'Null: it arrived' }),
          ms: z.number(),
        }),
      )
      .meta({ description: 'Oldest first, the newest 50, those before it was sent again among them' }),
  })
  .meta({ id: 'Delivery' })

/** What was sent to receivers, waits to be sent, or was given up. */
export const listDeliveriesRow = endpoint({
  method: 'GET',
  path: '/api/admin/deliveries',
  dialect: consoleDialect,
  summary: 'List deliveries',
  description: 'Newest first: webhooks, actions and the callbacks of forms. What they carry is not told.',
  auth: hmacOrCookie('either', 'analyst'),
  query: tenantQuery.extend({
    kind: z.enum(kinds).optional(),
    status: z.enum(deliveryStatuses).optional().meta({ description: '`dead`: given up' }),
    form_id: formId.optional(),
    conversation_id: z.guid().optional(),
    ...pageQuery.shape,
  }),
  responses: { 200: z.object({ deliveries: z.array(deliveryView), next: z.string().nullable() }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { formsAdmin }: FormsServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    const { store } = formsAdmin
    await requireTenant(store.access, scope, tenantId)
    const { form_id, kind, status, conversation_id } = query
    const form = form_id ? await requireForm(formsAdmin, scope, { tenantId, formId: form_id }) : null
    const { limit, ...page } = pageOf(query)
    const found = await store.deliveries.listDeliveries(scope, {
      ...{ tenantId, ...page, limit: limit + 1 },
      ...(form && { agentId: form.agentId }),
      ...(kind && { kind }),
      ...(status && { status }),
      ...(conversation_id && { conversationId: conversation_id.toLowerCase() }),
    })
    const deliveries = found.slice(0, limit)
    const last = found.length > limit ? (deliveries.at(-1) ?? null) : null
    return reply(200, { deliveries: deliveries.map(deliveryBody), next: nextOf(last) })
  },
})

/** Once more, under the same id. */
export const redeliverRow = endpoint({
  method: 'POST',
  path: '/api/admin/deliveries/{delivery_id}/redeliver',
  dialect: consoleDialect,
  summary: 'Deliver again',
  description: 'Under the same id and with the same bytes, whether it arrived before or was given up.',
  auth: hmacOrCookie('either', 'editor'),
  params: z.object({ delivery_id: z.guid() }),
  responses: { 202: null },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { formsAdmin }: FormsServices) {
    const { store, clock } = formsAdmin
    if (!(await store.deliveries.redeliver(scopeOf(principal), params.delivery_id.toLowerCase(), clock.now())))
      throw new AppError('NOT_FOUND', 'There is no such delivery, or it waits to be sent already')
    return reply(202)
  },
})

export function deliveryBody(delivery: ListedDelivery): z.output<typeof deliveryView> {
  const { id, kind, event, conversationId, status, attempts, lastStatus, lastError } = delivery
  return {
    ...{ id, kind, event, url: withoutQuery(delivery.url), conversation_id: conversationId, status, attempts },
    created_at: new Date(delivery.createdAt).toISOString(),
    next_attempt_at: timeOf(delivery.nextAttemptAt),
    last_status: lastStatus,
    last_error: lastError,
    delivered_at: timeOf(delivery.deliveredAt),
    tries: delivery.tries.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
  }
}

function withoutQuery(address: string): string {
  return address.split(/[?#]/)[0] ?? ''
}
