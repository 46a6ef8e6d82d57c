import { diffAgentRow } from '@/lib/dialects/console/agents/diff-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(diffAgentRow)
