import { importDocumentRow } from '@/lib/dialects/console/agents/import-document'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(importDocumentRow)
