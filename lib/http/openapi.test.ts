import { expect, test } from 'vitest'
import { z } from 'zod'
import { bearer, hmac, noAuth } from './auth'
import { endpoint } from './endpoint'
import { agentsAdminDialect, sessionsDialect } from './http-dialect'
import { idempotencyHeaders } from './idempotency'
import { openApiDocument } from './openapi'
import { text } from './text-schema'

const session = z.object({ session_id: z.string(), created_at: z.iso.datetime() }).meta({ id: 'Session' })
const rows = [
  endpoint({
    method: 'POST',
    path: '/api/chat/sessions/{session_id}/messages',
    dialect: sessionsDialect,
    summary: 'Send a message',
    auth: hmac('signed'),
    params: z.object({ session_id: z.string() }),
    headers: idempotencyHeaders,
    body: z.object({ content: text(1, 10_000) }),
    responses: { 200: session },
    errors: ['NOT_FOUND', 'GONE', 'BUSY', 'MODEL_UNAVAILABLE'],
    handler: async ({ params, reply }) => reply(200, { session_id: params.session_id, created_at: '' }),
  }),
  endpoint({
    method: 'GET',
    path: '/admin/agents/{agent_id}/export',
    dialect: agentsAdminDialect,
    summary: 'Export an agent',
    auth: hmac('unsigned'),
    params: z.object({ agent_id: z.string() }),
    query: z.object({ version: z.coerce.number().optional() }),
    responses: { 200: session },
    errors: [],
    handler: async ({ params, reply }) => reply(200, { session_id: params.agent_id, created_at: '' }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/me',
    dialect: sessionsDialect,
    summary: 'Forget me',
    auth: bearer('api'),
    responses: { 204: null },
    errors: [],
    handler: async ({ reply }) => reply(204),
  }),
  endpoint({
    method: 'GET',
    path: '/api/me',
    dialect: sessionsDialect,
    summary: 'Say who I am',
    auth: noAuth,
    responses: { 200: session },
    errors: [],
    handler: async ({ reply }) => reply(200, { session_id: '', created_at: '' }),
  }),
]
const document = openApiDocument(rows, { title: 'Parley', version: '1' })

test('every row has its place in the document', () => {
  expect(document.openapi).toBe('3.1.0')
  for (const row of rows)
    expect(document.paths?.[row.path]).toHaveProperty([row.method.toLowerCase(), 'summary'], row.summary)
})

test('a row’s own failures and those of the kit are listed under the dialect’s statuses', () => {
  const responses = document.paths?.['/api/chat/sessions/{session_id}/messages']?.post?.responses ?? {}
  expect(Object.keys(responses)).toEqual(['200', '400', '401', '404', '410', '413', '422', '500', '503'])
  expect(responses).toHaveProperty(['503', 'description'], 'BUSY, MODEL_UNAVAILABLE')
  const exported = document.paths?.['/admin/agents/{agent_id}/export']?.get?.responses ?? {}
  expect(Object.keys(exported)).toEqual(['200', '400', '401', '403', '413', '422', '500'])
})

test('two methods of one path stand side by side, an answer without a body has no content', () => {
  const item = document.paths?.['/api/me']
  expect(item?.get?.security).toEqual([])
  expect(item?.delete?.security).toEqual([{ bearer: [] }])
  expect(item?.delete?.responses?.['204']).toEqual({ description: 'Forget me' })
})

test('schemas with a name stand once, the error body among them', () => {
  expect(Object.keys(document.components?.schemas ?? {}).sort()).toEqual(['Error', 'Session'])
})

test('lengths, parameters and ways to authenticate are described', () => {
  const post = document.paths?.['/api/chat/sessions/{session_id}/messages']?.post
  expect(post?.security).toEqual([{ timestamp: [], signature: [] }])
  expect(post?.parameters?.map((parameter) => 'name' in parameter && [parameter.name, parameter.in])).toEqual([
    ['session_id', 'path'],
    ['idempotency-key', 'header'],
  ])
  expect(post?.requestBody).toMatchObject({
    required: true,
    content: {
      'application/json': { schema: { properties: { content: { type: 'string', minLength: 1, maxLength: 10_000 } } } },
    },
  })
  expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual([
    'timestamp',
    'signature',
    'bearer',
    'session',
    'visitor',
  ])
})
