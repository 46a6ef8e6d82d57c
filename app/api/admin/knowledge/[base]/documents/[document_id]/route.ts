import { deleteDocumentRow } from '@/lib/dialects/console/knowledge/delete-document'
import { readDocumentRow } from '@/lib/dialects/console/knowledge/read-document'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(deleteDocumentRow, readDocumentRow)
