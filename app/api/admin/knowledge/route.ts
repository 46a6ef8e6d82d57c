import { createBaseRow } from '@/lib/dialects/console/knowledge/create-base'
import { listBasesRow } from '@/lib/dialects/console/knowledge/list-bases'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createBaseRow, listBasesRow)
