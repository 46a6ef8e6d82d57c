// A small API that the tests of `serve` ask.
import { z } from 'zod'
import { AppError, type ErrorCode } from '@/lib/domain/errors'
import { bearer, hmac, noAuth } from './auth'
import { endpoint } from './endpoint'
import { agentsAdminDialect, type HttpDialect, sessionsDialect } from './http-dialect'
import { serve } from './serve'
import { testServices } from './test-kit'
import { text } from './text-schema'

const publicDialect: HttpDialect = { ...sessionsDialect, name: 'Public', cors: 'public' }
/** Must never leave the server. */
export const secret = 'select * from secrets'

export const testRows = [
  endpoint({
    method: 'POST',
    path: '/api/things',
    dialect: sessionsDialect,
    summary: 'Make a thing',
    auth: hmac('signed'),
    body: z.object({ name: text(1, 10), tags: z.array(z.string()).optional() }),
    responses: { 201: z.object({ name: z.string(), who: z.string() }) },
    errors: [],
    async handler({ body, principal, reply }) {
      return reply(201, { name: body.name, who: principal.kind === 'tenant' ? principal.tenantId : principal.kind })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/things/{thing_id}',
    dialect: sessionsDialect,
    summary: 'Get a thing',
    auth: noAuth,
    params: z.object({ thing_id: z.string() }),
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    responses: { 200: z.object({ id: z.string(), version: z.number().nullable() }) },
    errors: [],
    handler: async ({ params, query, reply }) => reply(200, { id: params.thing_id, version: query.version ?? null }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/things/{id}',
    dialect: sessionsDialect,
    summary: 'Delete a thing',
    auth: noAuth,
    responses: { 204: null },
    errors: [],
    handler: async ({ reply }) => reply(204),
  }),
  endpoint({
    method: 'GET',
    path: '/api/things/latest',
    dialect: publicDialect,
    summary: 'Get the latest thing',
    auth: noAuth,
    responses: { 200: z.object({ id: z.string() }) },
    errors: [],
    handler: async ({ reply }) => reply(200, { id: 'the latest' }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/echo',
    dialect: sessionsDialect,
    summary: 'Repeat the body',
    auth: noAuth,
    body: z.unknown(),
    responses: { 200: z.unknown() },
    errors: [],
    handler: async ({ body, reply }) => reply(200, body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/fail/{code}',
    dialect: sessionsDialect,
    summary: 'Fail',
    auth: noAuth,
    params: z.object({ code: z.string() }),
    responses: { 204: null },
    errors: [],
    async handler({ params }) {
      if (params.code === 'bug') throw new Error(secret)
      throw new AppError(z.custom<ErrorCode>().parse(params.code), 'It failed', { cause: new Error(secret) })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/admin/agents/{id}',
    dialect: agentsAdminDialect,
    summary: 'Get an agent',
    auth: hmac('unsigned'),
    query: z.object({ version: z.string().optional() }),
    responses: { 200: z.object({ who: z.string() }) },
    errors: [],
    handler: async ({ principal, reply }) => reply(200, { who: principal.kind }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/me',
    dialect: sessionsDialect,
    summary: 'Get the bearer',
    auth: bearer('api'),
    responses: { 200: z.object({ subject: z.string() }) },
    errors: [],
    handler: async ({ principal, reply }) => reply(200, { subject: principal.subject }),
  }),
]

export function testServer() {
  const kit = testServices()
  return { ...kit, handle: serve(testRows, kit.services) }
}

/** One request to a fresh server. */
export async function ask(request: Request) {
  const response = await testServer().handle(request)
  return { status: response.status, headers: response.headers, body: await response.text() }
}
