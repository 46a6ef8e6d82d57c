import { z } from 'zod'
import { addDocuments } from '@/lib/admin/knowledge/add-documents'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { readFiles } from '@/lib/http/read-files'
import { tenantQuery } from '@/lib/http/tenant-query'
import { baseParams, documentView, placeOf, viewOfDocument } from './knowledge-schemas'
import type { KnowledgeServices } from './knowledge-services'

/** 25 MB, and what the form puts around the files. */
const maxBodyBytes = 25 * 1024 * 1024 + 65_536

/** Files on their way into a base. */
export const addDocumentsRow = endpoint({
  method: 'POST',
  path: '/api/admin/knowledge/{base}/documents',
  dialect: consoleDialect,
  summary: 'Upload documents',
  description: 'One or more files as multipart/form-data, 25 MB in all. They are read one after another afterwards.',
  auth: hmacOrCookie('either', 'editor'),
  maxBodyBytes,
  params: baseParams,
  query: tenantQuery,
  responses: {
    201: z.object({ documents: z.array(documentView.extend({ outcome: z.enum(['added', 'duplicate']) })) }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ request, reply, principal, query, params }, { knowledgeAdmin }: KnowledgeServices) {
    const wanted = { ...placeOf(principal, query, params), files: await readFiles(request) }
    const added = await addDocuments(knowledgeAdmin, scopeOf(principal), wanted)
    return reply(201, { documents: added.map(({ document, outcome }) => ({ ...viewOfDocument(document), outcome })) })
  },
})
