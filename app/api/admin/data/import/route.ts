import { importSourceRow } from '@/lib/dialects/console/data/import-source'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(importSourceRow)
