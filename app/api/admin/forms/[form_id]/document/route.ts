import { readFormDocumentRow } from '@/lib/dialects/console/forms/read-form'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readFormDocumentRow)
