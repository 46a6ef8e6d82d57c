import { z } from 'zod'
import { noAuth } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'

/** Contract 3, Health Check: the process serves. */
export const readHealth = endpoint({
  method: 'GET',
  path: '/health',
  dialect: consoleDialect,
  summary: 'Is the server up',
  auth: noAuth,
  responses: { 200: z.object({ status: z.literal('healthy'), agent_name: z.string() }) },
  errors: [],
  handler: async ({ reply }) => reply(200, { status: 'healthy', agent_name: 'sql_agent' }),
})
