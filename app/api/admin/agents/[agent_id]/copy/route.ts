import { copyAgentRow } from '@/lib/dialects/console/agents/copy-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(copyAgentRow)
