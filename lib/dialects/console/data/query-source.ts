import { z } from 'zod'
import { tryQuery } from '@/lib/admin/data/try-query'
import type { Json } from '@/lib/domain/json'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { placeOf, sourceParams } from './data-schemas'
import type { DataServices } from './data-services'

const value: z.ZodType<Json> = z.json()

const answer = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(value)),
  is_cut: z.boolean().meta({ description: 'More than 1,000 rows or 256 KB were found' }),
  ms: z.int(),
  failure: z
    .object({ kind: z.enum(['refused', 'failed', 'timeout']), message: z.string() })
    .nullable()
    .meta({ description: 'Why there are no rows; null: it was answered' }),
})

/** A query under the rules that hold for agents. */
export const querySourceRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/data/{source}/query',
  dialect: consoleDialect,
  summary: 'Try a query on a data source',
  description: 'As an agent would run it. Rows of people are shown in the name of one of them, or not at all.',
  auth: hmacOrCookie('either', 'editor'),
  params: sourceParams,
  query: tenantQuery,
  body: z.object({
    sql: text(1, 20_000),
    as: z.object({ first_name: text(1, 100), last_name: text(1, 100) }).optional(),
  }),
  responses: { 200: answer },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'SERVER_ERROR'],
  async handler({ reply, principal, query, params, body }, { dataAdmin }: DataServices) {
    const as = body.as ? { firstName: body.as.first_name, lastName: body.as.last_name } : null
    const wanted = { ...placeOf(principal, query, params), sql: body.sql, as }
    const result = await tryQuery(dataAdmin, scopeOf(principal), wanted, new AbortController().signal)
    if ('kind' in result) return reply(200, { columns: [], rows: [], is_cut: false, ms: 0, failure: result })
    const { columns, rows, isCut, ms } = result
    const copied = { columns: [...columns], rows: rows.map((row) => [...row]) }
    return reply(200, { ...copied, is_cut: isCut, ms, failure: null })
  },
})
