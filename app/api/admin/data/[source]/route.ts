import { changeSourceRow } from '@/lib/dialects/console/data/change-source'
import { deleteSourceRow } from '@/lib/dialects/console/data/delete-source'
import { readSourceRow } from '@/lib/dialects/console/data/read-source'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(
  changeSourceRow,
  deleteSourceRow,
  readSourceRow,
)
