import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi'
import type { ErrorCode } from '@/lib/domain/errors'
import type { Auth } from './auth'
import type { Endpoint } from './endpoint'
import { errorBody, fieldErrorBody } from './error-reply'
import type { PartSchema } from './parse-request'

/** What the document needs of a row. */
export type DescribedRow = Omit<Endpoint<never>, 'call'>
type OperationResponses = Record<string, ZodOpenApiResponseObject>

/** The OpenAPI 3.1 document of all rows given. */
export function openApiDocument(rows: readonly DescribedRow[], about: { title: string; version: string }) {
  const paths: Record<string, ZodOpenApiPathItemObject> = {}
  for (const row of rows) {
    const item = paths[row.path] ?? {}
    paths[row.path] = { ...item, [row.method.toLowerCase()]: operation(row) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: about,
    paths,
    components: { schemas: { Error: errorBody }, securitySchemes },
  })
}

const securitySchemes = {
  timestamp: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Timestamp',
    description: 'Unix time in seconds, at most 5 minutes off',
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Signature',
    description:
      'Hexadecimal HMAC-SHA256 of timestamp, nonce (the X-Nonce header, where sent), method, path and the hexadecimal SHA-256 of the body, joined without separators',
  },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  session: { type: 'apiKey', in: 'cookie', name: 'parley-session', description: 'Of a person who signed in on /login' },
  visitor: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Parley-Visitor',
    description:
      'Made on first use: an answer that makes something for somebody unknown carries one in the same header',
  },
} as const

const security: Record<Auth['kind'], Record<string, string[]>[]> = {
  none: [],
  hmac: [{ timestamp: [], signature: [] }],
  'hmac-or-none': [{ timestamp: [], signature: [] }, {}],
  visitor: [{ visitor: [] }, {}],
  'hmac-or-cookie': [{ timestamp: [], signature: [] }, { session: [] }],
  cookie: [{ session: [] }],
  bearer: [{ bearer: [] }],
  'bearer-or-none': [{ bearer: [] }, {}],
}

function operation(row: DescribedRow): ZodOpenApiOperationObject {
  const params = { path: objectOf(row.params), query: objectOf(row.query), header: objectOf(row.headers) }
  return {
    operationId: `${row.method.toLowerCase()}${row.path.replace(/[^a-zA-Z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [row.dialect.name],
    summary: row.summary,
    ...(row.description === undefined ? {} : { description: row.description }),
    security: security[row.auth.kind],
    requestParams: Object.fromEntries(Object.entries(params).filter(([, schema]) => schema !== undefined)),
    ...(row.body
      ? { requestBody: { required: !row.body.safeParse(undefined).success, content: jsonContent(row.body) } }
      : {}),
    responses: { ...answers(row), ...failures(row) },
  }
}

function objectOf(schema: PartSchema | undefined): z.ZodObject | undefined {
  return schema instanceof z.ZodObject ? schema : undefined
}

function jsonContent(schema: z.ZodType) {
  return { 'application/json': { schema } }
}

function answers(row: DescribedRow): OperationResponses {
  const all = Object.entries(row.responses).map(([status, schema]): [string, ZodOpenApiResponseObject] => [
    status,
    { description: row.summary, ...(schema ? { content: jsonContent(schema) } : {}) },
  ])
  return Object.fromEntries(all)
}

function failures(row: DescribedRow): OperationResponses {
  const codes = [...new Set([...row.errors, ...kitErrors(row)])]
  const byStatus = Map.groupBy(codes, (code) => row.dialect.statuses[code])
  const all = [...byStatus].map(([status, named]): [string, ZodOpenApiResponseObject] => [
    String(status),
    { description: named.join(', '), content: jsonContent(row.dialect.fieldErrors ? fieldErrorBody : errorBody) },
  ])
  return Object.fromEntries(all)
}

/** What can go wrong before a handler is called. */
function kitErrors(row: DescribedRow): ErrorCode[] {
  const signed = row.auth.kind.startsWith('hmac')
  const parsed = row.params ?? row.query ?? row.headers ?? row.body
  return [
    ...(row.auth.kind === 'none' ? [] : (['UNAUTHORIZED'] as const)),
    ...(signed ? [row.dialect.wrongSignature] : []),
    ...(row.auth.kind.endsWith('cookie') ? (['FORBIDDEN'] as const) : []),
    ...(parsed ? (['BAD_REQUEST', 'VALIDATION_FAILED'] as const) : []),
    'PAYLOAD_TOO_LARGE',
    'SERVER_ERROR',
  ]
}
