import { z } from 'zod'
import { requireTenantIn } from '@/lib/admin/access/change-people'
import { nextOf, pageOf, pageQuery } from '@/lib/dialects/console/forms/newest-page'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import type { AccessServices } from './access-services'

const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-11-21T12:00:00Z' })

/** Every successful change through the administration API, whoever made it. */
export const listAuditRow = endpoint({
  method: 'GET',
  path: '/api/admin/audit',
  dialect: consoleDialect,
  summary: 'Who changed what',
  description: 'Newest first. Names of what was set are kept, never values.',
  auth: hmacOrCookie('either', 'owner'),
  query: tenantQuery.extend({
    actor: text(1, 400).optional(),
    search: text(1, 200).optional(),
    since: time.optional(),
    until: time.optional(),
    ...pageQuery.shape,
  }),
  responses: {
    200: z.object({
      entries: z.array(
        z
          .object({
            id: z.guid(),
            at: z.string(),
            actor: z.string().meta({ description: '`person:<e-mail>`, `key:<id>` or `platform`' }),
            action: z.string(),
            target: z.string(),
            fields: z.array(z.string()),
          })
          .meta({ id: 'AuditEntry' }),
      ),
      next: z.string().nullable(),
    }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { accessAdmin }: AccessServices) {
    const [scope, tenantId] = [scopeOf(principal), tenantOf(principal, query)]
    await requireTenantIn(accessAdmin.store, scope, tenantId)
    const { limit, ...page } = pageOf(query)
    const found = await accessAdmin.store.office.listAuditEntries(scope, {
      ...{ tenantId, ...page, limit: limit + 1 },
      ...(query.actor && { actor: query.actor }),
      ...(query.search && { search: query.search }),
      ...(query.since && { since: Date.parse(query.since) }),
      ...(query.until && { until: Date.parse(query.until) }),
    })
    const entries = found.slice(0, limit)
    const last = found.length > limit ? entries.at(-1) : undefined
    return reply(200, {
      entries: entries.map(({ tenantId: _, at, fields, ...entry }) => ({
        ...entry,
        at: new Date(at).toISOString(),
        fields: [...fields],
      })),
      next: nextOf(last ? { createdAt: last.at, id: last.id } : null),
    })
  },
})
