import { recordAgentTestRow } from '@/lib/dialects/console/agents/record-agent-test'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(recordAgentTestRow)
