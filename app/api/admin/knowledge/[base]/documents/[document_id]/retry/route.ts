import { retryDocumentRow } from '@/lib/dialects/console/knowledge/retry-document'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(retryDocumentRow)
