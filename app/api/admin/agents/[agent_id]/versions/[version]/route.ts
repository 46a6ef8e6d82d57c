import { readVersionRow } from '@/lib/dialects/console/agents/read-version'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readVersionRow)
