import { z } from 'zod'
import { noAuth } from './auth'
import { type Endpoint, endpoint } from './endpoint'
import { consoleDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import { type DescribedRow, openApiDocument } from './openapi'

/** `GET /openapi.json`: the document of all rows, this one among them; made on the first request. */
export function openApiRow(rows: readonly DescribedRow[]): Endpoint<HttpServices> {
  let document: Record<string, unknown> | null = null
  const row: Endpoint<HttpServices> = endpoint({
    method: 'GET',
    path: '/openapi.json',
    dialect: consoleDialect,
    summary: 'The document of this API',
    auth: noAuth,
    responses: { 200: z.record(z.string(), z.unknown()) },
    errors: [],
    async handler({ reply }) {
      document ??= { ...openApiDocument([...rows, row], { title: 'Parley', version: '1' }) }
      return reply(200, document)
    },
  })
  return row
}
