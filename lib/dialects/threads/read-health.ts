import { z } from 'zod'
import { noAuth } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'

const health = (path: '/health' | '/') =>
  endpoint({
    method: 'GET',
    path,
    dialect: consoleDialect,
    summary: 'Is the server up',
    auth: noAuth,
    responses: { 200: z.object({ status: z.literal('healthy'), agent_name: z.string() }) },
    errors: [],
    handler: async ({ reply }) => reply(200, { status: 'healthy', agent_name: 'sql_agent' }),
  })

/** Contract 3, Health Check: the process serves. */
export const readHealth = health('/health')
export const readRoot = health('/')
