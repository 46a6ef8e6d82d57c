import { changePersonRow, removePersonRow } from '@/lib/dialects/console/access/people'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(changePersonRow, removePersonRow)
