import { createAgentRow } from '@/lib/dialects/console/agents/create-agent'
import { listAgentsRow } from '@/lib/dialects/console/list-agents'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createAgentRow, listAgentsRow)
