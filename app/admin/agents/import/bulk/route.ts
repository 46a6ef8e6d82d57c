import { importAgentsRow } from '@/lib/dialects/console/import-agents'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(importAgentsRow)
