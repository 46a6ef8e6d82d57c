import { runAgentTestsRow } from '@/lib/dialects/console/agents/run-agent-tests'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(runAgentTestsRow)
