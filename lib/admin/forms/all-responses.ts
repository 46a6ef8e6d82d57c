import type { NewestPage } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import type { FormReads } from './forms-admin-ports'
import { listResponses, type ResponsePage, type ResponsesWanted } from './list-responses'

const pageSize = 500

/** All responses, page by page, newest first; the first page comes with the fields. Throws as `listResponses`. */
export async function* allResponses(
  ports: FormReads,
  scope: Scope,
  wanted: ResponsesWanted,
): AsyncGenerator<ResponsePage> {
  let before: NewestPage['before']
  do {
    const page = await listResponses(ports, scope, { ...wanted, limit: pageSize, ...(before && { before }) })
    yield page
    before = page.next ?? undefined
  } while (before)
}
