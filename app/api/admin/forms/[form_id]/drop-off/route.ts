import { dropOffRow } from '@/lib/dialects/console/forms/drop-off'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(dropOffRow)
