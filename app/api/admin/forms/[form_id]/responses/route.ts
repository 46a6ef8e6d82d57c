import { listResponsesRow } from '@/lib/dialects/console/forms/list-responses'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listResponsesRow)
