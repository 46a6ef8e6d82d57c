import { addAgentTestRow, listAgentTestsRow } from '@/lib/dialects/console/agents/agent-tests'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(addAgentTestRow, listAgentTestsRow)
