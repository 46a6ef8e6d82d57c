import { changeAgentTestRow, removeAgentTestRow } from '@/lib/dialects/console/agents/change-agent-test'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(changeAgentTestRow, removeAgentTestRow)
