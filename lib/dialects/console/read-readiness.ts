import { z } from 'zod'
import { noAuth } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'

type Readiness = { unavailable(): Promise<'database' | 'draining' | null> }

/** For load balancers: 503 while the database is away or the server drains. */
export const readReadiness = endpoint({
  method: 'GET',
  path: '/ready',
  dialect: consoleDialect,
  summary: 'Can the server take work',
  auth: noAuth,
  responses: {
    200: z.object({ status: z.literal('ready') }),
    503: z.object({ status: z.literal('unavailable'), reason: z.enum(['database', 'draining']) }),
  },
  errors: [],
  async handler({ reply }, services: Readiness) {
    const reason = await services.unavailable()
    return reason === null ? reply(200, { status: 'ready' }) : reply(503, { status: 'unavailable', reason })
  },
})
