import { exportAgentRow } from '@/lib/dialects/console/export-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(exportAgentRow)
