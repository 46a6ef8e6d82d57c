import { z } from 'zod'
import { addLoadedSource } from '@/lib/admin/data/add-source'
import { AppError } from '@/lib/domain/errors'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { readFiles } from '@/lib/http/read-files'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { identityBody, sourceView, viewOf } from './data-schemas'
import type { DataServices } from './data-services'

/** 25 MB, and what the form puts around the file. */
const maxBodyBytes = 25 * 1024 * 1024 + 65_536

/** A file becomes a database of its own. */
export const importSourceRow = endpoint({
  method: 'POST',
  path: '/api/admin/data/import',
  dialect: consoleDialect,
  summary: 'Import a data source',
  description:
    'A PostgreSQL script or a SQLite file as multipart/form-data, 25 MB at most. Tables, keys and rows are loaded; functions, views, owners and rights of a script are left out.',
  auth: hmacOrCookie('either', 'editor'),
  maxBodyBytes,
  query: tenantQuery.extend({ name: text(1, 63), identity: identityBody.optional() }),
  responses: { 201: sourceView.extend({ left_out: z.array(z.string()) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'SERVER_ERROR'],
  async handler({ request, reply, principal, query }, { dataAdmin }: DataServices) {
    const [file, another] = await readFiles(request)
    if (!file || another) throw new AppError('VALIDATION_FAILED', 'A data source is imported from one file')
    const wanted = { tenantId: tenantOf(principal, query), name: query.name, identity: query.identity ?? null }
    const { source, leftOut } = await addLoadedSource(dataAdmin, scopeOf(principal), wanted, (id) =>
      dataAdmin.loader.loadFile(id, file.bytes),
    )
    return reply(201, { ...viewOf(source), left_out: [...leftOut] })
  },
})
