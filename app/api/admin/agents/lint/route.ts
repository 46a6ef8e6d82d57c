import { lintAgentRow } from '@/lib/dialects/console/agents/lint-agent'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(lintAgentRow)
