import { addDocumentsRow } from '@/lib/dialects/console/knowledge/add-documents'
import { listDocumentsRow } from '@/lib/dialects/console/knowledge/list-documents'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(addDocumentsRow, listDocumentsRow)
