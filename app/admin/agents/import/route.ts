import { importAgentRow } from '@/lib/dialects/console/import-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(importAgentRow)
