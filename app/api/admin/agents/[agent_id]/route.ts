import { readAgentRow } from '@/lib/dialects/console/agents/read-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(readAgentRow)
