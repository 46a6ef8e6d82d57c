import { changeBaseRow } from '@/lib/dialects/console/knowledge/change-base'
import { deleteBaseRow } from '@/lib/dialects/console/knowledge/delete-base'
import { readBaseRow } from '@/lib/dialects/console/knowledge/read-base'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(changeBaseRow, deleteBaseRow, readBaseRow)
