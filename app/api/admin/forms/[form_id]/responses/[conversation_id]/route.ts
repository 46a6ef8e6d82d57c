import { deleteResponseRow, readResponseRow } from '@/lib/dialects/console/forms/read-response'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(deleteResponseRow, readResponseRow)
