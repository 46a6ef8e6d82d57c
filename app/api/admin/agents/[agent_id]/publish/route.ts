import { publishAgentRow } from '@/lib/dialects/console/agents/publish-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(publishAgentRow)
