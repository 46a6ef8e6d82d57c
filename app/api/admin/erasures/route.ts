import { erasePersonRow } from '@/lib/dialects/console/erasures/erase-person'
import { listErasuresRow } from '@/lib/dialects/console/erasures/list-erasures'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(erasePersonRow, listErasuresRow)
