import type { ImportFormInput } from '@/lib/admin/import-form'
import { parseJsonBody } from '@/lib/http/parse-json-body'

/** The document of a request, with its text where it was sent as one. Throws BAD_REQUEST for a text that is no JSON. */
export function documentOf(sent: string | Record<string, unknown>): Pick<ImportFormInput, 'document' | 'documentText'> {
  if (typeof sent !== 'string') return { document: sent }
  return { document: parseJsonBody(Buffer.from(sent)), documentText: sent }
}
