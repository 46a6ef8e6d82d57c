import { listSourcesRow } from '@/lib/dialects/console/data/list-sources'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(listSourcesRow)
